import Simulation
import Testing

@Suite("The nginx images")
struct NginxTests {
  @Test("The welcome page, with nginx's headers in nginx's order")
  func welcomePage() throws {
    let fixture = ImageFixture()
    let container = try fixture.start("nginx:1.25")
    let response = try #require(fixture.get("/"))
    #expect(response.startLine == "HTTP/1.1 200 OK")
    #expect(
      response.headers.map { $0.name } == [
        "Server", "Date", "Content-Type", "Content-Length", "Last-Modified", "Connection", "ETag",
        "Accept-Ranges",
      ])
    #expect(response["Server"] == "nginx/1.25.5")
    #expect(response["Date"] == "Mon, 02 Mar 2026 09:00:00 GMT")
    #expect(response["Content-Type"] == "text/html")
    #expect(response.body.contains("<title>Welcome to nginx!</title>"))
    #expect(
      container.log.lines.last?.text
        == "10.0.0.2 - - [02/Mar/2026:09:00:00 +0000] \"GET / HTTP/1.1\" 200"
        + " \(response.body.utf8.count) \"-\" \"test/1\" \"-\"")
  }

  @Test("404 and 403 with nginx's pages and error log")
  func errors() throws {
    let fixture = ImageFixture()
    let container = try fixture.start("nginx:1.25") { (files) throws(FileError) in
      try files.remove("/usr/share/nginx/html/index.html")
    }
    let missing = try #require(fixture.get("/nosuch"))
    #expect(missing.startLine == "HTTP/1.1 404 Not Found")
    #expect(
      missing.body
        == "<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n"
        + "<center><h1>404 Not Found</h1></center>\r\n<hr><center>nginx/1.25.5</center>\r\n"
        + "</body>\r\n</html>\r\n")
    #expect(missing["Content-Length"] == "153")
    let forbidden = try #require(fixture.get("/"))
    #expect(forbidden.startLine == "HTTP/1.1 403 Forbidden")
    let lines = container.log.lines.map { $0.text }
    let hasError = lines.contains {
      $0.contains("directory index of \"/usr/share/nginx/html/\" is forbidden, client: 10.0.0.2")
    }
    #expect(hasError)
  }

  @Test(
    "Odd requests",
    arguments: [
      ("/../../etc/passwd", 404), ("/%2e%2e/%2e%2e/etc/hostname", 404), ("/./index.html", 200),
      ("//index.html", 200), ("/index.html?x=1", 200), ("/index.html/", 404), ("/%zz", 404),
    ])
  func oddPaths(_ path: String, _ status: Int) throws {
    let fixture = ImageFixture()
    _ = try fixture.start("nginx:1.25")
    #expect(fixture.get(path)?.status == status)
  }

  @Test("Methods, HEAD, several requests on one connection, what is not HTTP")
  func protocolDetails() throws {
    let fixture = ImageFixture()
    _ = try fixture.start("nginx:1.25")
    let host = HTTPMessage.Header("Host", "server")
    #expect(
      fixture.ask([.request("POST", "/", headers: [host], body: "x")]).first?.startLine
        == "HTTP/1.1 405 Not Allowed")
    let head = fixture.ask([.request("HEAD", "/", headers: [host])]).first
    #expect(head?.status == 200)
    #expect(head?.body == "")
    #expect(head?["Content-Length"] != "0")
    let three = fixture.ask(
      ["/", "/nosuch", "/50x.html"].map { .request("GET", $0, headers: [host]) })
    #expect(three.map { $0.status } == [200, 404, 200])
    let closing = fixture.ask(
      ["/", "/"].map {
        .request("GET", $0, headers: [host, HTTPMessage.Header("Connection", "close")])
      })
    #expect(closing.count == 1)
    #expect(fixture.get("/ HTTP/1.1\r\nBroken")?.status == 400)
  }

  @Test("A folder without a slash is redirected")
  func redirect() throws {
    let fixture = ImageFixture()
    _ = try fixture.start("nginx:1.25") { (files) throws(FileError) in
      try files.makeDirectory("/usr/share/nginx/html/docs", now: .zero)
      try files.write("here", to: "/usr/share/nginx/html/docs/index.html", now: .zero)
    }
    let response = try #require(fixture.get("/docs"))
    #expect(response.status == 301)
    #expect(response["Location"] == "http://server/docs/")
    #expect(fixture.get("/docs/")?.body == "here")
  }

  @Test("A signal at any moment of its start does what it does to a first process")
  func signalWhileItStarts() throws {
    var endings: [Int32?] = []
    for steps in 0..<40 {
      let fixture = ImageFixture()
      let image = try #require(fixture.image("nginx:1.25"))
      let container = Container(
        world: fixture.world, name: "test", image: image, host: fixture.server, command: nil,
        arguments: nil)
      try container.start()
      for _ in 0..<steps { _ = fixture.world.step() }
      container.send(.terminate)
      fixture.run(.seconds(1))
      guard case .exited(let record) = container.state else {
        endings.append(nil)
        continue
      }
      endings.append(record.status)
    }
    // Ignored while nobody handles it, and from then on the order to end.
    let first = endings.firstIndex(of: 0) ?? endings.count
    #expect(first > 0 && first < endings.count, "\(endings)")
    #expect(endings == endings.indices.map { $0 < first ? nil : 0 })
  }

  @Test("SIGQUIT and SIGTERM end it with status 0", arguments: [Signal.quit, .terminate])
  func signals(_ signal: Signal) throws {
    let fixture = ImageFixture()
    let container = try fixture.start("nginx:1.25")
    container.send(signal)
    fixture.run(.seconds(1))
    guard case .exited(let record) = container.state else {
      Issue.record("it still runs")
      return
    }
    #expect(record.status == 0)
    #expect(record.signal == nil)
  }

  @Test("A configuration of its own: ports, fixed answers, variables, locations")
  func configuration() throws {
    let fixture = ImageFixture()
    _ = try fixture.start("nginx:1.25") { (files) throws(FileError) in
      try files.write(
        """
        # two ports
        server {
          listen 8080 default_server;
          root /data;
          add_header X-Served-By $hostname;
          location / { return 200 "from $hostname: $uri?$args\\n"; default_type text/plain; }
          location = /exact { return 204; }
          location /old/ { return 301 https://$host/new$request_uri; }
          location /files/ { alias /data/; index start.html; }
          location /files/deep/ { return 403; }
        }
        """, to: "/etc/nginx/conf.d/mine.conf", now: .zero)
      try files.makeDirectory("/data", now: .zero)
      try files.write("started", to: "/data/start.html", now: .zero)
    }
    let answer = try #require(fixture.get("/a?b=c", port: 8080))
    #expect(answer.body == "from server: /a?b=c\n")
    #expect(answer["X-Served-By"] == "server")
    #expect(answer["Content-Type"] == "text/plain")
    #expect(fixture.get("/exact", port: 8080)?.status == 204)
    #expect(fixture.get("/old/x", port: 8080)?["Location"] == "https://server/new/old/x")
    #expect(fixture.get("/files/", port: 8080)?.body == "started")
    #expect(fixture.get("/files/deep/x", port: 8080)?.status == 403)
    #expect(fixture.get("/")?.status == 200)
  }

  @Test(
    "What is wrong with a configuration, or not supported, is said and nothing runs",
    arguments: [
      ("server { listen 80 }", "unexpected \"}\" in /etc/nginx/conf.d/mine.conf:1"),
      ("server {", "unexpected end of file, expecting \"}\" in /etc/nginx/conf.d/mine.conf:1"),
      ("\n}", "unexpected \"}\" in /etc/nginx/conf.d/mine.conf:2"),
      ("server { nosuch on; }", "unknown directive \"nosuch\" in /etc/nginx/conf.d/mine.conf:1"),
      (
        "server { location / { proxy_pass http://x; } }",
        "\"proxy_pass\" directive is not supported here in /etc/nginx/conf.d/mine.conf:1"
      ),
      ("server { listen 99999; }", "invalid port in \"99999\""),
      ("server { return abc; }", "invalid return code \"abc\""),
      ("server { root; }", "invalid number of arguments in \"root\" directive"),
      ("include /etc/nginx/conf.d/mine.conf;", "files include each other"),
      ("x \"unclosed", "unexpected end of file"),
    ])
  func brokenConfiguration(_ text: String, _ message: String) throws {
    let fixture = ImageFixture()
    let container = try fixture.start("nginx:1.25") { (files) throws(FileError) in
      try files.write(text, to: "/etc/nginx/conf.d/mine.conf", now: .zero)
    }
    guard case .exited(let record) = container.state else {
      Issue.record("it runs")
      return
    }
    #expect(record.status == 1)
    let isSaid = container.log.lines.contains { $0.text.contains(message) }
    #expect(isSaid, "\(container.log.lines.map { $0.text })")
  }

  @Test("A hundred thousand nested blocks do no harm")
  func deepConfiguration() throws {
    let fixture = ImageFixture()
    let container = try fixture.start("nginx:1.25") { (files) throws(FileError) in
      try files.write(
        String(repeating: "a {", count: 100_000), to: "/etc/nginx/conf.d/mine.conf", now: .zero)
    }
    #expect(!container.isRunning)
  }

  @Test("The entrypoint runs another command when one is given")
  func entrypoint() throws {
    let fixture = ImageFixture()
    let container = try fixture.start("nginx:1.25", arguments: ["nginx", "-v"])
    #expect(container.log.lines.last?.text == "nginx version: nginx/1.25.5")
    let wrong = try fixture.start("nginx:1.25", arguments: ["nosuch"])
    guard case .exited(let record) = wrong.state else {
      Issue.record("it runs")
      return
    }
    #expect(record.status == 127)
  }

  @Test("The entrypoint tells what it does, and nobody listens until it has done it")
  func startLog() throws {
    let fixture = ImageFixture()
    let container = try fixture.start("nginx:1.29")
    let lines = container.log.lines.map { $0.text }
    #expect(
      lines.prefix(9) == [
        "/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform"
          + " configuration",
        "/docker-entrypoint.sh: Looking for shell scripts in /docker-entrypoint.d/",
        "/docker-entrypoint.sh: Launching /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh",
        "10-listen-on-ipv6-by-default.sh: info: Getting the checksum of"
          + " /etc/nginx/conf.d/default.conf",
        "10-listen-on-ipv6-by-default.sh: info: Enabled listen on IPv6 in"
          + " /etc/nginx/conf.d/default.conf",
        "/docker-entrypoint.sh: Sourcing /docker-entrypoint.d/15-local-resolvers.envsh",
        "/docker-entrypoint.sh: Launching /docker-entrypoint.d/20-envsubst-on-templates.sh",
        "/docker-entrypoint.sh: Launching /docker-entrypoint.d/30-tune-worker-processes.sh",
        "/docker-entrypoint.sh: Configuration complete; ready for start up",
      ])
    #expect(lines.last?.hasSuffix("[notice] 1#1: start worker process 32") == true)
    let file = try container.fileSystem.read("/etc/nginx/conf.d/default.conf")
    #expect(file.hasPrefix("server {\n    listen       80;\n    listen  [::]:80;\n    server_name"))
    container.stop(grace: .seconds(1))
    fixture.run(.seconds(1))
    try container.start()
    #expect(fixture.get("/") == nil)
    fixture.run(.milliseconds(100))
    #expect(fixture.get("/")?.status == 200)
    #expect(
      container.log.lines.contains {
        $0.text == "10-listen-on-ipv6-by-default.sh: info: IPv6 listen already enabled"
      })
    let own = try fixture.start("nginx:1.29") { (files) throws(FileError) in
      try files.write(
        "server { listen 8080; }\n", to: "/etc/nginx/conf.d/default.conf", now: .zero)
    }
    #expect(
      own.log.lines.contains {
        $0.text.hasSuffix("/etc/nginx/conf.d/default.conf differs from the packaged version")
      })
  }

  @Test("nginx -t, -s reload and -s quit")
  func control() throws {
    let fixture = ImageFixture()
    let container = try fixture.start("nginx:1.25")
    try container.fileSystem.write(
      "server { listen 81; return 200 more; }", to: "/etc/nginx/conf.d/more.conf", now: .zero)
    let sink = TextSink(world: fixture.world)
    func run(_ words: [String]) throws {
      _ = try container.execute(
        words, input: TextSource(world: fixture.world), output: sink, errorOutput: sink)
      fixture.run(.milliseconds(10))
    }
    try run(["nginx", "-t"])
    #expect(sink.take().hasSuffix("test is successful\n"))
    #expect(fixture.get("/", port: 81) == nil)
    try run(["nginx", "-s", "reload"])
    #expect(fixture.get("/", port: 81)?.body == "more")
    try run(["nginx", "-s", "quit"])
    #expect(!container.isRunning)
  }
}
