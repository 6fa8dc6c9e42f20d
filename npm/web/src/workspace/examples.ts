/** The templates that somebody without one can look at: files of this repository, loaded when one is chosen. */
const texts = import.meta.glob<string>('../../../../examples/*.yaml', { query: '?raw', import: 'default' });

export interface Example {
  readonly path: string;
  readonly title: string;
  text(): Promise<string>;
}

const example = (path: string, title: string): Example => ({
  path,
  title,
  text: async () => (await texts[`../../../../examples/${path}`]?.()) ?? '',
});

export const examples: readonly Example[] = [
  example('orders.yaml', 'Orders: conditions, scaling, alarms, a stream'),
  example('pattern1.yaml', 'Application data: indexes, scaling and alarms, with mistakes'),
  example('pattern1.corrected.yaml', 'Application data, corrected'),
  example('pattern2.yaml', 'Cache: on-demand, Time to Live, a stream, with mistakes'),
  example('pattern2.corrected.yaml', 'Cache, corrected'),
  example('pattern3.yaml', 'User sessions: a global table in several Regions, with mistakes'),
  example('pattern3.corrected.yaml', 'User sessions, corrected'),
];
