/// The files of an nginx image.
enum NginxFiles {
  static let mainConfiguration = """
    user  nginx;
    worker_processes  auto;

    error_log  /var/log/nginx/error.log notice;
    pid        /run/nginx.pid;

    events {
        worker_connections  1024;
    }

    http {
        include       /etc/nginx/mime.types;
        default_type  application/octet-stream;
        sendfile        on;
        keepalive_timeout  65;
        include /etc/nginx/conf.d/*.conf;
    }

    """

  static let defaultServer = server(listening: "")
  /// The same after the entrypoint has let it listen at IPv6 addresses.
  static let serverWithIPv6 = server(listening: "    listen  [::]:80;\n")

  private static func server(listening more: String) -> String {
    """
    server {
        listen       80;
    \(more)    server_name  localhost;

        location / {
            root   /usr/share/nginx/html;
            index  index.html index.htm;
        }

        error_page   500 502 503 504  /50x.html;
        location = /50x.html {
            root   /usr/share/nginx/html;
        }
    }

    """
  }

  static let mimeTypes = """
    types {
        text/html               html htm;
        text/css                css;
        text/plain              txt;
        text/xml                xml;
        application/javascript  js;
        application/json        json;
        image/png               png;
        image/svg+xml           svg;
    }

    """

  static let welcomePage = """
    <!DOCTYPE html>
    <html>
    <head>
    <title>Welcome to nginx!</title>
    </head>
    <body>
    <h1>Welcome to nginx!</h1>
    <p>The web server runs. Nobody has given it pages of its own yet.</p>
    </body>
    </html>

    """

  static let errorPage = """
    <!DOCTYPE html>
    <html>
    <head>
    <title>Error</title>
    </head>
    <body>
    <h1>An error occurred.</h1>
    <p>The page cannot be shown at the moment.</p>
    </body>
    </html>

    """
}
