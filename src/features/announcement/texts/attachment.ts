/** A picture or file on its way into a post. */
export const attachmentTexts = {
  imageKept: '图片收到了。要发到群里就说“把这张图发到一支部群”。',
  fileKept: '要把这个文件发到群里，就说“把这个文件发到一支部群”。',
  imageTooBig: '图片超过 2 MB，发不进群。请压缩一下再发给我。',
  fileTooBig: '这个文件超过 2 MB，不能当公告发到群里。',
  noPicture: '这张图的格式群里发不了，请用 PNG 或 JPG。',
} as const;
