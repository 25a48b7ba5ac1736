/** Where the tests are counted by a program (.ci/run), the counts go to the file that TEST_REPORT names. */
const file = process.env['TEST_REPORT'];

export const reporters: ('default' | ['json', { outputFile: string }])[] =
  file === undefined ? ['default'] : ['default', ['json', { outputFile: file }]];
