import Simulation
import Testing

@testable import Shell

/// A server that answers by path.
final class TestServer: Program {
  func start(_ process: Process) {
    _ = process.listen(on: 80) { socket in
      var parser = HTTPParser()
      socket.onReceive = { text in
        for request in parser.feed(text) {
          guard let response = TestServer.response(to: request) else {
            if request.target == "/close" { socket.close() }
            continue
          }
          socket.send(response.serialized)
        }
      }
    }
  }

  static func response(to request: HTTPMessage) -> HTTPMessage? {
    switch request.target {
    case "/": .response(200, headers: [.init("Content-Type", "text/html")], body: "hello\n")
    case "/moved": .response(302, headers: [.init("Location", "/")], body: "moved\n")
    case "/loop": .response(301, headers: [.init("Location", "/loop")])
    case "/slow", "/close": nil
    case "/login": .response(200, headers: [.init("Set-Cookie", "id=42; Path=/; HttpOnly")])
    case "/who": .response(200, body: "cookie: \(request["Cookie"] ?? "none")\n")
    case "/echo":
      .response(
        200,
        body: "\(request.method ?? "") \(request["X-Test"] ?? "-") \(request.body)\n")
    case "/broken": .response(503, body: "down\n")
    default: .response(404, body: "not here\n")
    }
  }
}

final class TestNames: NameServer {
  func records(for name: String, _ type: RecordType, from host: Host) -> [DNSRecord] {
    switch (name, type) {
    case ("web.default.svc.cluster.local", .address):
      [DNSRecord(name: name, .address("10.0.0.2")), DNSRecord(name: name, .address("10.0.0.3"))]
    case ("web.default.svc.cluster.local", .service):
      [DNSRecord(name: name, .service(priority: 0, weight: 50, port: 80, target: "web-0.web"))]
    case ("2.0.0.10.in-addr.arpa", .pointer): [DNSRecord(name: name, .pointer("web-0.web.local"))]
    case ("10.0.96.10.in-addr.arpa", .pointer): [DNSRecord(name: name, .pointer("kube-dns.local"))]
    default: []
    }
  }
}

@Suite struct NetworkCommandTests {
  /// A client's world with a server at 10.0.0.2 and nobody listening at 10.0.0.3.
  static func run(busybox: Bool = false) -> ScriptRun {
    let run = ScriptRun(busybox: busybox)
    let world = run.world
    world.programs.register("server") { TestServer() }
    let server = Host(name: "server")
    world.network.assign("10.0.0.2", to: server)
    world.network.assign("10.0.0.3", to: Host(name: "idle"))
    var tree = StandardSystem.busybox
    tree.addProgram("bin/server", "server")
    let space = ProcessSpace(
      world: world, host: server, fileSystem: FileSystem(root: Disk(name: "s", tree: tree)))
    do throws(SpawnError) {
      _ = try space.spawn(
        Launch(
          arguments: ["/bin/server"], input: TextSource(world: world), output: NullSink(),
          errorOutput: NullSink()))
    } catch {}
    let names = Host(name: "names")
    world.network.serveNames(at: "10.96.0.10", by: TestNames(), on: names)
    run.space.host.resolver.nameServers = ["10.96.0.10"]
    run.space.host.resolver.search = ["default.svc.cluster.local", "svc.cluster.local"]
    run.space.host.resolver.ndots = 5
    run.space.host.resolver.hosts = [.init(address: "10.0.0.2", names: ["server.local", "server"])]
    return run
  }

  @Test(
    arguments: [
      ("wget -qO- http://10.0.0.2", "hello\n", "", 0),
      ("wget -q -O - server/moved", "hello\n", "", 0),
      (
        "wget -O- server",
        "hello\n",
        "Connecting to server (10.0.0.2:80)\nwriting to stdout\n"
          + "-                    100% |********************************|     6  0:00:00 ETA\n"
          + "written to stdout\n", 0
      ),
      ("wget -q server/nosuch", "", "wget: server returned error: HTTP/1.1 404 Not Found\n", 1),
      (
        "wget -qO- 10.0.0.3", "",
        "wget: can't connect to remote host (10.0.0.3): Connection refused\n", 1
      ),
      ("wget -qO- nosuch", "", "wget: bad address 'nosuch'\n", 1),
      ("wget -qO- -T 2 10.0.0.99", "", "wget: download timed out\n", 1),
      ("wget -qO- -T 2 server/slow", "", "wget: download timed out\n", 1),
      ("wget -qO- server/close", "", "wget: error getting response\n", 1),
      ("wget -q server/loop", "", "wget: too many redirections\n", 1),
      (
        "wget -q server; cat index.html; wget -q server", "hello\n",
        "wget: can't open 'index.html': File exists\n", 1
      ),
      ("wget -qO- --post-data a=b --header 'X-Test: t' server/echo", "POST t a=b\n", "", 0),
      ("wget --spider server", "", "Connecting to server (10.0.0.2:80)\nremote file exists\n", 0),
      (
        "wget -qSO- server", "hello\n",
        "  HTTP/1.1 200 OK\n  Content-Type: text/html\n  Content-Length: 6\n  \n", 0
      ),
      (
        "nc -z -w 1 10.0.0.2 80; echo $?; nc -z 10.0.0.3 80", "0\n",
        "nc: can't connect to remote host (10.0.0.3): Connection refused\n", 1
      ),
      ("nc -w 1 -z 10.0.0.99 80", "", "nc: timed out\n", 1),
      (
        "(nc -l -p 9 > got; cat got) & sleep 1; echo text | nc 127.0.0.1 9; wait",
        "text\n", "", 0
      ),
    ] as [(String, String, String, Int32)])
  func busyboxClients(_ script: String, _ output: String, _ errors: String, _ status: Int32) {
    let result = NetworkCommandTests.run(busybox: true).run(["sh", "-c", script])
    #expect(result.output == output)
    #expect(result.errors == errors)
    #expect(result.status == status)
  }

  @Test(
    arguments: [
      ("curl -s server", "hello\n", "", 0),
      ("curl -s http://server:80/moved", "moved\n", "", 0),
      (
        "curl -sL server/moved -w '%{http_code} %{num_redirects} %{url_effective}\\n'",
        "hello\n200 1 http://server/\n", "", 0
      ),
      ("curl -s -o /dev/null -w '%{http_code}' server/nosuch", "404", "", 0),
      (
        "curl -sf server/nosuch; echo $?; curl -fsS server/broken", "22\n",
        "curl: (22) The requested URL returned error: 503\n", 22
      ),
      (
        "curl -i -s server",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\nhello\n", "", 0
      ),
      (
        "curl -sI server",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n", "", 0
      ),
      ("curl -s -X PUT -H 'X-Test: 1' -d a=b -d c=d server/echo", "PUT 1 a=b&c=d\n", "", 0),
      (
        "curl -s -c jar server/login; curl -s -b jar server/who; curl -s server/who",
        "cookie: id=42\ncookie: none\n", "", 0
      ),
      ("curl -s -b a=1 server/who; curl -sG -d q=1 server/who", "cookie: a=1\nnot here\n", "", 0),
      (
        "curl 10.0.0.3", "",
        "curl: (7) Failed to connect to 10.0.0.3 port 80 after 2 ms: Couldn't connect to server\n",
        7
      ),
      ("curl nosuch", "", "curl: (6) Could not resolve host: nosuch\n", 6),
      (
        "curl -m 2 server/slow", "",
        "curl: (28) Operation timed out after 2000 milliseconds with 0 bytes received\n", 28
      ),
      (
        "curl --connect-timeout 1 10.0.0.99", "",
        "curl: (28) Connection timed out after 1000 milliseconds\n", 28
      ),
      ("curl -s server/close; echo $?", "52\n", "", 0),
      ("curl -s server -o f; cat f; curl -sO server/who; cat who", "hello\ncookie: none\n", "", 0),
      ("curl", "", "curl: try 'curl --help' or 'curl --manual' for more information\n", 2),
      ("curl -k server", "", "curl: -k is not supported here\n", 2),
      ("for i in 1 2; do curl -s server; done | sort | uniq -c", "      2 hello\n", "", 0),
      (
        "getent hosts web",
        "10.0.0.2        web.default.svc.cluster.local\n10.0.0.3        web.default.svc.cluster.local\n",
        "", 0
      ),
      ("getent hosts server; getent hosts nosuch; echo $?", "10.0.0.2        server\n2\n", "", 0),
      ("hostname; hostname -i", "laptop\n192.168.49.1\n", "", 0),
    ] as [(String, String, String, Int32)])
  func laptopClients(_ script: String, _ output: String, _ errors: String, _ status: Int32) {
    let result = NetworkCommandTests.run().run(["bash", "-c", script])
    #expect(result.output == output)
    #expect(result.errors == errors)
    #expect(result.status == status)
  }

  @Test func namesAreLookedUpInThreeStyles() {
    func look(_ style: NameLookUpProgram.Style, _ arguments: [String]) -> ScriptRun.Result {
      let run = NetworkCommandTests.run()
      run.world.programs.register("look-up") { NameLookUpProgram(style) }
      do throws(FileError) {
        try run.space.fileSystem.put(
          .file(File(isExecutable: true, program: "look-up")), at: "/bin/nslookup")
      } catch {}
      return run.run(["nslookup"] + arguments)
    }
    #expect(
      look(.busybox, ["web"]).output
        == "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\nName:\tweb.default.svc.cluster.local\n"
        + "Address: 10.0.0.2\nName:\tweb.default.svc.cluster.local\nAddress: 10.0.0.3\n\n")
    let missing = look(.busybox, ["nosuch"])
    #expect(missing.output.hasSuffix("\n\n** server can't find nosuch: NXDOMAIN\n\n"))
    #expect(missing.status == 1)
    #expect(
      look(.oldBusybox, ["web"]).output
        == "Server:    10.96.0.10\nAddress 1: 10.96.0.10 kube-dns.local\n\nName:      web\n"
        + "Address 1: 10.0.0.2 web-0.web.local\nAddress 2: 10.0.0.3\n")
    #expect(look(.oldBusybox, ["nosuch"]).errors == "nslookup: can't resolve 'nosuch'\n")
    #expect(
      look(.debian, ["-type=SRV", "web"]).output
        == "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10#53\n\n"
        + "web.default.svc.cluster.local\tservice = 0 50 80 web-0.web.\n\n")
    #expect(look(.debian, ["10.0.0.2"]).output.contains("name = web-0.web.local."))
  }

  @Test func theServerIsNotReachedThroughACut() {
    let run = NetworkCommandTests.run()
    run.world.network.partition(["laptop"], from: ["server"])
    #expect(run.run(["curl", "-s", "-m", "3", "10.0.0.2"]).status == 28)
    run.world.network.heal()
    #expect(run.run(["curl", "-s", "-m", "3", "10.0.0.2"]).output == "hello\n")
  }

  @Test(arguments: [
    ("http://a/b?c#d", "a", 80, "/b?c"), ("a", "a", 80, "/"), ("a:81", "a", 81, "/"),
    ("https://a", "a", 443, "/"), ("http://u:p@h:1/", "h", 1, "/"), ("a?x", "a", 80, "/?x"),
  ])
  func addressesAreTakenApart(_ text: String, _ host: String, _ port: Int, _ target: String) {
    let address = HTTPAddress(text)
    #expect(address?.host == host && address?.port == port && address?.target == target)
  }

  @Test(arguments: ["", "http://", "ftp://a", "a:x", "a:0", "a:70000", "a b"])
  func wrongAddressesAreRefused(_ text: String) { #expect(HTTPAddress(text) == nil) }
}
