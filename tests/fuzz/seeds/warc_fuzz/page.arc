filedesc://a.arc 0.0.0.0 20210726100000 text/plain 20
1 0 x
URL IP D T L


http://example.org/ 1.2.3.4 20210726100000 text/html 62
HTTP/1.0 200 OK
Content-Type: text/html

<p>نص</p>xxxx
