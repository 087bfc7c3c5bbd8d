// Members, invitations and organisations of a project.
import { ask } from "./client";
import type { OrganizationKind, PeopleView, Role } from "./types";

export interface NewInvitation {
  email: string;
  name: string;
  role: Role;
  organization_id: string;
  task_ids: string[];
}

export type Newcomer = Omit<NewInvitation, "email">;

const at = (project: string): string => `/api/projects/${project}`;

export const invite = (project: string, body: NewInvitation): Promise<PeopleView> => ask("POST", `${at(project)}/invitations`, body);

export const addWithoutMail = (project: string, body: Newcomer): Promise<PeopleView> => ask("POST", `${at(project)}/members`, body);

export const withdrawInvitation = (project: string, id: string): Promise<PeopleView> => ask("POST", `${at(project)}/invitations/${id}/withdraw`);

export const addOrganization = (project: string, name: string, kind: OrganizationKind): Promise<PeopleView> =>
  ask("POST", `${at(project)}/organizations`, { name, kind });

export const endOrganization = (project: string, id: string): Promise<PeopleView> => ask("POST", `${at(project)}/organizations/${id}/end`);

export const changeRole = (project: string, membership: string, role: Role): Promise<PeopleView> =>
  ask("POST", `${at(project)}/members/${membership}/role`, { role });

export const setTasks = (project: string, membership: string, taskIds: string[]): Promise<PeopleView> =>
  ask("POST", `${at(project)}/members/${membership}/tasks`, { task_ids: taskIds });

export const nameLevels = (project: string, names: string[]): Promise<PeopleView> => ask("PUT", `${at(project)}/levels`, { names });

export const setLevel = (project: string, membership: string, level: number): Promise<PeopleView> =>
  ask("POST", `${at(project)}/members/${membership}/level`, { level });

export interface NewCircle {
  name: string;
  person_ids: string[];
}

export const addCircle = (project: string, body: NewCircle): Promise<PeopleView> => ask("POST", `${at(project)}/circles`, body);

export const changeCircle = (project: string, circle: string, body: NewCircle): Promise<PeopleView> => ask("PUT", `${at(project)}/circles/${circle}`, body);

export const removeCircle = (project: string, circle: string): Promise<PeopleView> => ask("POST", `${at(project)}/circles/${circle}/remove`);

export const endMembership = (project: string, membership: string): Promise<PeopleView> => ask("POST", `${at(project)}/members/${membership}/end`);
