import nock from 'nock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomKills } from '../support/crash-random.ts';

beforeAll(() => nock.restore());
afterAll(() => nock.activate());

const KILLS = 25;

it(`C24: ${KILLS} kills of a real process at random while eight members want the few places of three activities`, async () => {
  const seed = Number(process.env['JOURNEY_SEED'] ?? 20261123);
  const { findings, kills } = await randomKills({ seed, kills: KILLS });
  expect({ seed, findings, kills }).toEqual({ seed, findings: [], kills: KILLS });
}, 120_000);
