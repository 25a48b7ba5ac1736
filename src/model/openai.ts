import { create } from 'axios';
import type { Service } from './call.ts';
import { chatWith } from './chat.ts';
import type { Model } from './model.ts';
import { embedWith, rerankWith } from './weigh.ts';

export interface ModelSettings {
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly chatModel: string | null;
  readonly embeddingModel: string | null;
  readonly rerankModel: string | null;
}

/** An OpenAI-compatible service: each part only where its model is set. Opens no connection. */
export function openModel({ baseUrl, apiKey, chatModel, embeddingModel, rerankModel }: ModelSettings): Model {
  const service: Service = { http: create(), baseUrl, apiKey };
  return {
    ...(chatModel === null ? {} : { chat: chatWith(service, chatModel) }),
    ...(embeddingModel === null ? {} : { embed: embedWith(service, embeddingModel) }),
    ...(rerankModel === null ? {} : { rerank: rerankWith(service, rerankModel) }),
  };
}
