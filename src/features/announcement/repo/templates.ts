import { isSecretary, type Person } from '../../../core/person.ts';
import type { Reader, Writer } from '../../../store/store.ts';
import { announcementTemplates, type Template } from '../schema/template.ts';
import { shippedTemplates } from '../texts/shipped-templates.ts';

/** Own ones of the branch first: they stand before a shipped one of the same name. */
export async function templatesOf(tx: Reader, asker: Person): Promise<readonly (Template & { readonly aliases: readonly string[] })[]> {
  if (!isSecretary(asker)) return [];
  const own = await tx.find(announcementTemplates, { where: { partyBranch: asker.partyBranch } });
  const shipped = shippedTemplates
    .filter(({ name }) => !own.some((one) => one.name === name))
    .map((one) => ({ ...one, id: `shipped:${one.name}`, partyBranch: null, createdBy: '' }));
  return [...own.map((one) => ({ ...one, aliases: [] })), ...shipped];
}

export function keepTemplate(tx: Writer, template: Template): Promise<void> {
  return tx.put(announcementTemplates, template);
}

export function dropTemplate(tx: Writer, template: Pick<Template, 'id'>): Promise<void> {
  return tx.delete(announcementTemplates, template.id);
}
