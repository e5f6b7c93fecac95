import type { ServerIdentity } from '../../support/loopback-certificates.ts';

// Made once with openssl for these tests, valid to 2126: a root, an intermediate, and a leaf for gateway.example,
// localhost and 127.0.0.1 that names the place of the intermediate, as the leaves of public authorities do.

export const root = `-----BEGIN CERTIFICATE-----
MIIByTCCAW+gAwIBAgIUQKNNB/3dozjr2dw9ychDBL8E088wCgYIKoZIzj0EAwIw
MTEUMBIGA1UECgwLTmV0d29yayBMYWIxGTAXBgNVBAMMEE5ldHdvcmsgTGFiIFJv
b3QwIBcNMjYxMTIzMDIwNzE0WhgPMjEyNjEwMzAwMjA3MTRaMDExFDASBgNVBAoM
C05ldHdvcmsgTGFiMRkwFwYDVQQDDBBOZXR3b3JrIExhYiBSb290MFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEaMFxoovlbwUCeKPp7a3PE/hmhagVwFEjLv60NZFb
ASRnkH1KoMMfvv7fu5dWb5YPZNdVAIwrYmaUuHeoiI4ZMaNjMGEwHQYDVR0OBBYE
FLIHT2f4a8wEuGKxfhUt3hnLR4CLMB8GA1UdIwQYMBaAFLIHT2f4a8wEuGKxfhUt
3hnLR4CLMA8GA1UdEwEB/wQFMAMBAf8wDgYDVR0PAQH/BAQDAgIEMAoGCCqGSM49
BAMCA0gAMEUCIG/Sm037FKkQl+87K249icn9wWU0WJKCO0/QNdAA8uEwAiEAhG18
yuF1dAzTkQwDf/V/8bNyYshtsl/7/nL0/EiF97M=
-----END CERTIFICATE-----`;

const intermediate = `-----BEGIN CERTIFICATE-----
MIIBvjCCAWSgAwIBAgIBAjAKBggqhkjOPQQDAjAxMRQwEgYDVQQKDAtOZXR3b3Jr
IExhYjEZMBcGA1UEAwwQTmV0d29yayBMYWIgUm9vdDAgFw0yNjExMjMwMjA3MTRa
GA8yMTI2MTAzMDAyMDcxNFowOTEUMBIGA1UECgwLTmV0d29yayBMYWIxITAfBgNV
BAMMGE5ldHdvcmsgTGFiIEludGVybWVkaWF0ZTBZMBMGByqGSM49AgEGCCqGSM49
AwEHA0IABC9E/szOo0z0Lpbb+ulfyEpz8dWJ8m/Yjq7W5MgrEE8ylG9qfcaUKGjp
vrnf8kZ7V978ov1hdBilClg1Ub3V//WjYzBhMA8GA1UdEwEB/wQFMAMBAf8wDgYD
VR0PAQH/BAQDAgIEMB0GA1UdDgQWBBTKK5OxW0tLXoTDX7AA4XPNlBI8cDAfBgNV
HSMEGDAWgBSyB09n+GvMBLhisX4VLd4Zy0eAizAKBggqhkjOPQQDAgNIADBFAiBW
SM8Z7UFIE6T91vLq4TNFkzUWx6drHnTRBq5PafB+hAIhAJrVWEC1W/JneDRnHkpi
rctLXgxqZHT/EtFrero0ZMt2
-----END CERTIFICATE-----`;

const leaf = `-----BEGIN CERTIFICATE-----
MIICCjCCAbCgAwIBAgIBAzAKBggqhkjOPQQDAjA5MRQwEgYDVQQKDAtOZXR3b3Jr
IExhYjEhMB8GA1UEAwwYTmV0d29yayBMYWIgSW50ZXJtZWRpYXRlMCAXDTI2MTEy
MzAyMDcxNFoYDzIxMjYxMDMwMDIwNzE0WjAaMRgwFgYDVQQDDA9nYXRld2F5LmV4
YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQqnQGEgCo5hQUKueSkiNIT
WisNz6gD19IPXKnoWjL0E06X3LRhbXomR+Rraum0zJxkjyBiNZnMUD/NGcPgRF0N
o4HFMIHCMCsGA1UdEQQkMCKCD2dhdGV3YXkuZXhhbXBsZYIJbG9jYWxob3N0hwR/
AAABMAkGA1UdEwQCMAAwHQYDVR0OBBYEFKOCkUqhvIRutaxetOK/Uj8Yhs07MB8G
A1UdIwQYMBaAFMork7FbS0tehMNfsADhc82UEjxwMEgGCCsGAQUFBwEBBDwwOjA4
BggrBgEFBQcwAoYsaHR0cDovL2NlcnRpZmljYXRlcy5leGFtcGxlL2ludGVybWVk
aWF0ZS5kZXIwCgYIKoZIzj0EAwIDSAAwRQIgOxknPwNcuR1QiJcnN7j4VfNqdf5w
4fz87DsB66woI98CIQDMWu4P7YZuMhSnJmkywDntDCs7IrbHpH3LvkaBB40zuQ==
-----END CERTIFICATE-----`;

const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgUoMS+tDEklhNmYhD
sB9MH7gChVr+sw+CG/Ked2cmTUahRANCAAQqnQGEgCo5hQUKueSkiNITWisNz6gD
19IPXKnoWjL0E06X3LRhbXomR+Rraum0zJxkjyBiNZnMUD/NGcPgRF0N
-----END PRIVATE KEY-----`;

/** As a server should be set up: it sends its own certificate and the intermediate. */
export const wholeChain: ServerIdentity = { cert: `${leaf}\n${intermediate}\n`, key };

/** Its own certificate alone, as after a careless renewal. */
export const leafAlone: ServerIdentity = { cert: `${leaf}\n`, key };

/** The chain with its root, as a company's proxy sends it. */
export const chainWithRoot: ServerIdentity = { cert: `${leaf}\n${intermediate}\n${root}\n`, key };
