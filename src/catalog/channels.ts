import { once, wordMap } from '../text/memo.ts';

// facts H10: the plugins of channels whose package is not `@openclaw/<channel>`; `plugin=package` or `channel=package`
const OTHERS =
  'openclaw-weixin=@tencent-weixin/openclaw-weixin wecom=@wecom/wecom-openclaw-plugin ' +
  'wecom-openclaw-plugin=@wecom/wecom-openclaw-plugin yuanbao=openclaw-plugin-yuanbao ' +
  'openclaw-plugin-yuanbao=openclaw-plugin-yuanbao openclaw-zaloclawbot=@zalo-platforms/openclaw-zaloclawbot ' +
  'openclaw-qqbot=@tencent-connect/openclaw-qqbot qqbot=@tencent-connect/openclaw-qqbot';

// facts 8.9: other names of channels in the catalogs of OpenClaw, which its config does not take
const NAMES =
  'enterprise-wechat=wecom gchat=googlechat google-chat=googlechat imsg=imessage ' +
  'internet-relay-chat=irc lark=feishu nc=nextcloud-talk nc-talk=nextcloud-talk qywx=wecom teams=msteams ' +
  'tencent-yuanbao=yuanbao twitch-chat=twitch wechat=openclaw-weixin weixin=openclaw-weixin wework=wecom yb=yuanbao ' +
  'zalo-clawbot=openclaw-zaloclawbot zaloclawbot=openclaw-zaloclawbot zl=zalo zlu=zalouser 元宝=yuanbao 微信=openclaw-weixin';

const others = once(() => wordMap(OTHERS));
const names = once(() => wordMap(NAMES));

/** The npm package of a channel or its plugin that others make; undefined where the catalog of OpenClaw has none. */
export const packageOfOthers = (name: string): string | undefined => others().get(name);

/** The channel of which this is another name. */
export const channelCalled = (name: string): string | undefined => names().get(name.toLowerCase());
