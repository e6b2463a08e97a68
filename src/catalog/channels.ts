import { once, wordMap } from '../text/memo.ts';

// facts H10: the plugins of channels whose package is not `@openclaw/<channel>`; `plugin=package` or `channel=package`
const OTHERS =
  'openclaw-weixin=@tencent-weixin/openclaw-weixin wecom=@wecom/wecom-openclaw-plugin ' +
  'wecom-openclaw-plugin=@wecom/wecom-openclaw-plugin yuanbao=openclaw-plugin-yuanbao ' +
  'openclaw-plugin-yuanbao=openclaw-plugin-yuanbao openclaw-zaloclawbot=@zalo-platforms/openclaw-zaloclawbot ' +
  'openclaw-qqbot=@tencent-connect/openclaw-qqbot qqbot=@tencent-connect/openclaw-qqbot';

const others = once(() => wordMap(OTHERS));

/** The npm package of a channel or its plugin that others make; undefined where the catalog of OpenClaw has none. */
export const packageOfOthers = (name: string): string | undefined => others().get(name);
