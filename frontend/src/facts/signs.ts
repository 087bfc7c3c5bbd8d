// What people type for ≤ ≥ ± becomes the sign.
const SIGNS: readonly (readonly [RegExp, string])[] = [[/<=/g, "≤"], [/>=/g, "≥"], [/\+-/g, "±"]];

export function withSigns(text: string): string {
  return SIGNS.reduce((written, [typed, sign]) => written.replace(typed, sign), text);
}
