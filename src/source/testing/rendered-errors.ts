import pc from 'picocolors';
import { SourceError } from '../diagnostic.ts';
import { renderDiagnostics } from '../render.ts';

/** Runs what must throw a SourceError, and returns its diagnostics as a person sees them. */
export function renderedErrors(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof SourceError) return renderDiagnostics(error.diagnostics, pc.createColors(false));
    throw error;
  }
  throw new Error('no SourceError was thrown');
}
