import XmlBuilder from 'fast-xml-builder';
import { escapeAttribute } from './xml-text.ts';

/** What all JUnit files have, in the form that the xunit plugin of Jenkins checks. */

/** It lays the elements out; the values that it is given are escaped already, since it keeps no white space. */
const builder = new XmlBuilder({
  format: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
  processEntities: false,
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
});

/** A document of these elements; `@name` is an attribute, `#text` the text of an element. */
export function buildXml(elements: object): string {
  return builder.build({ '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, ...elements });
}

export function propertiesElement(properties: Readonly<Record<string, string>>) {
  return {
    property: Object.entries(properties).map(([key, value]) => ({ '@name': key, '@value': escapeAttribute(value) })),
  };
}

/** Cases of one name are one case to those who keep a history of them: the second is `port 22 open (2)`. */
export function withOwnNames<T>(cases: readonly T[], nameOf: (one: T) => string): (T & { readonly name: string })[] {
  const taken = new Set<string>();
  return cases.map((each) => {
    let name = nameOf(each);
    for (let number = 2; taken.has(name); number += 1) name = `${nameOf(each)} (${number})`;
    taken.add(name);
    return { ...each, name };
  });
}

export function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
