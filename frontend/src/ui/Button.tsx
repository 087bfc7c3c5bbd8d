// Buttons: a verb on each, 44 px of target, at most one filled per view.
import type { ReactElement, ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { Icon } from "../icons/Icon";
import type { IconName } from "../icons/names";

type Look = "plain" | "primary" | "quiet" | "link" | "danger";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "children" | "style"> {
  look?: Look;
  small?: boolean;
  icon?: IconName;
  /** Additional layout classes, such as `right`. */
  place?: string;
  children: ReactNode;
}

export function Button({ look = "plain", small = false, icon, place = "", children, ...rest }: ButtonProps): ReactElement {
  const classes = ["btn", look === "plain" ? "" : look, small ? "sm" : "", place].filter(Boolean).join(" ");
  return (
    <AriaButton {...rest} className={classes}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, "className" | "children" | "style"> {
  icon: IconName;
  label: string;
  small?: boolean;
  place?: string;
}

/** A button whose only drawing is an icon: it always has a name. */
export function IconButton({ icon, label, small = false, place = "", ...rest }: IconButtonProps): ReactElement {
  const classes = ["btn", "quiet", "icon", small ? "sm" : "", place].filter(Boolean).join(" ");
  return (
    <AriaButton {...rest} aria-label={label} className={classes}>
      <Icon name={icon} />
    </AriaButton>
  );
}
