/** The workspace's JSON. */
async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  return response.json();
}

export const workspace = () => ask('GET', '/local/workspace');
export const messages = (channel) => ask('GET', `/local/messages?channel=${encodeURIComponent(channel)}`);
export const command = (user, channel, text, threadTs) => ask('POST', '/local/commands', { user, channel, text, threadTs });
export const press = (user, messageTs, actionId) => ask('POST', '/local/presses', { user, messageTs, actionId });
export const say = (user, channel, text, threadTs) => ask('POST', '/local/posts', { user, channel, text, threadTs });
export const views = () => ask('GET', '/local/views');
/** @param values what was filled in, by block */
export const submitView = (user, id, values) => ask('POST', `/local/views/${encodeURIComponent(id)}/submission`, { user, values });
export const closeView = (user, id) => ask('POST', `/local/views/${encodeURIComponent(id)}/closing`, { user });
