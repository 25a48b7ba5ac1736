import { channelContract, pushContract, type PushWorld } from '../contracts/channel.ts';
import { aibotWorld } from '../support/wecom-aibot.ts';
import { GROUP, KEY, webhookWorld, wordsOf } from '../support/wecom-webhook.ts';

channelContract('wecom-aibot', () => aibotWorld(async () => null));

async function robot(): Promise<PushWorld> {
  const world = webhookWorld();
  return {
    channel: world.channel,
    target: GROUP,
    arrived: () => world.posted.map(wordsOf),
    refuse: () => world.answers.push({ body: { errcode: 93000, errmsg: 'invalid webhook url' } }),
    secrets: [KEY, 'qyapi'],
    async [Symbol.asyncDispose]() {},
  };
}

channelContract('wecom-robot', robot);
pushContract('wecom-robot', robot);
