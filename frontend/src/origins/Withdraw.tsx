// Setting aside something requirements come from: it can be brought back from the foot of the page, so nothing is asked.
import type { ReactElement } from "react";
import * as api from "../api/origins";
import type { SubjectKind } from "../api/types";
import { speak } from "../i18n";
import { ORIGINS } from "../i18n/origins";
import { IconButton } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Refused } from "../ui/Refused";
import type { Diagnosis } from "./useDiagnosis";

const say = speak(ORIGINS);

export function Withdraw({ kind, id, name, state, refresh }: Diagnosis & { kind: SubjectKind; id: string; name: string }): ReactElement {
  const deed = useDeed();
  const withdraw = (): void => void deed.run(async () => {
    await api.withdrawOrigin(state.specification.id, { kind, id });
    await refresh();
  });
  return (
    <>
      <IconButton icon="archive" small label={say("setAsideNamed", { name })} data-withdraw={kind} isDisabled={deed.busy} onPress={withdraw} />
      <Refused failure={deed.failure} />
    </>
  );
}
