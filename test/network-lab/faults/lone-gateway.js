// The healthy gateway as a program of its own, for a network namespace, where nobody else has these ports:
// 8080 speaks HTTP and 8443 TLS, on every address. Takes the paths of a certificate and its key, and the right API key.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';

const [certificate = '', privateKey = '', key = '', ready = ''] = process.argv.slice(2);

function answer(request, response) {
  const isMine = request.headers.authorization === `Bearer ${key}`;
  response.writeHead(isMine ? 200 : 401, { 'content-type': 'application/json' });
  response.end(
    isMine ? '{"object":"list","data":[{"id":"claude-sonnet-4-6"}]}' : '{"error":{"code":"invalid_key"}}',
  );
}

const identity = { cert: readFileSync(certificate), key: readFileSync(privateKey) };
createServer(answer).listen(8080, '::', () => {
  createSecureServer(identity, answer).listen(8443, '::', () => writeFileSync(ready, ''));
});
