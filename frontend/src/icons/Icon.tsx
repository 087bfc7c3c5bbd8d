// One icon, drawn from the sprite that the server's pages use too.
import type { ReactElement } from "react";
import type { IconName } from "./names";
import sprite from "./sprite.svg?url";

interface IconProps {
  name: IconName;
  /** Given when the icon alone carries the meaning; otherwise it is decoration. */
  label?: string;
}

export function Icon({ name, label }: IconProps): ReactElement {
  const naming = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <svg className="i" viewBox="0 0 24 24" {...naming}>
      <use href={`${sprite}#${name}`} />
    </svg>
  );
}
