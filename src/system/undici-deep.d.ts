// undici types only its main entry. This file behind it is used alone, see undici-client.ts.
declare module 'undici/lib/dispatcher/client.js' {
  import { Client } from 'undici';
  export default Client;
}
