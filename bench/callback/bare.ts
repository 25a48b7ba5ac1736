import { listen } from './bare-app.ts';

/** The peer of `bench callback`. */
listen();
