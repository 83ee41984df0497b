import type { Target, TargetName } from '../target.ts';
import { attributesTarget } from './attributes.ts';
import { decoderTarget } from './decoder.ts';
import { profileTarget } from './profile.ts';
import { scenarioTarget } from './scenario.ts';

/** Every target, made when it is asked for. */
export const targets: Readonly<Record<TargetName, () => Target>> = {
  decoder: decoderTarget,
  attributes: attributesTarget,
  profile: profileTarget,
  scenario: scenarioTarget,
};
