# docker build -t clawlint .
# docker run --rm -v "$PWD:/work:ro" clawlint
FROM node:22-alpine AS build
WORKDIR /clawlint
COPY . .
RUN npm ci --no-audit --no-fund && npm pack --ignore-scripts --pack-destination /tmp && mkdir /package \
  && tar xzf /tmp/clawlint-*.tgz -C /package --strip-components 1

FROM node:22-alpine
COPY --from=build /package /clawlint
RUN ln -s /clawlint/dist/cli.cjs /usr/local/bin/clawlint && rm -rf /usr/local/lib/node_modules /opt/yarn*
USER node
WORKDIR /work
ENTRYPOINT ["clawlint"]
CMD ["."]
