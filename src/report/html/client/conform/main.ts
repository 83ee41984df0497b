import { mountCopyButtons } from '../copy-buttons.ts';
import { unfoldOnPaper, unfoldTarget } from '../unfold.ts';
import { mountClauseFilter } from './clause-filter.ts';

/** The script of a page of the conformance suite. */

mountCopyButtons(document);
const showAll = mountClauseFilter(document.querySelector<HTMLElement>('#clauses')!);
// A clause that somebody goes to has to be there.
addEventListener('hashchange', () => {
  if (document.querySelector('tr:target[hidden]') !== null) showAll();
});
unfoldTarget();
unfoldOnPaper([...document.querySelectorAll('details')]);
