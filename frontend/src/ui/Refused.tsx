// Why something was not done, where one tried to do it.
import type { ReactElement } from "react";
import { Icon } from "../icons/Icon";

export function Refused({ failure }: { failure: string | undefined }): ReactElement | null {
  if (failure === undefined) return null;
  return <p className="err" role="alert"><Icon name="circle-alert" /><span>{failure}</span></p>;
}
