import OrderedCollections
import Simulation
import Testing

@testable import WebApps

/// The messages are those of a real haproxy (2.6.12), but for the lines that say what is not
/// simulated.
@Suite("The configuration of haproxy") struct BalancerConfigurationTests {
  static let defaults = """
    defaults
      mode http
      timeout connect 1s
      timeout client 1s
      timeout server 1s

    """

  static func messages(_ text: String) -> [String] {
    let parser = BalancerParser(
      file: "t.cfg", environment: ["NAME": "web"], nameServer: "10.96.0.10")
    _ = parser.read(text)
    return parser.messages.map { message in
      (message.level == .warning ? "warning: " : "") + message.text.dropFirst("config : ".count)
    }
  }

  /// A line of a backend section and what is said of it.
  @Test(arguments: [
    ("foo bar", "parsing [t.cfg:7] : unknown keyword 'foo' in 'backend' section"),
    (
      "balanc roundrobin",
      "parsing [t.cfg:7] : unknown keyword 'balanc' in 'backend' section; did you mean 'balance'"
        + " maybe ?"
    ),
    (
      "server s1 10.0.0.1:1 chek",
      "[t.cfg:7] : 'server web/s1' : unknown keyword 'chek'; did you mean 'check' maybe ?"
    ),
    ("server s1", "[t.cfg:7] : 'server' expects <name> and <addr>[:<port>] as arguments."),
    ("server s1 10.0.0.1:99999", "[t.cfg:7] : 'server web/s1' : invalid port '99999'"),
    (
      "server s1 10.0.0.1:1 inter",
      "[t.cfg:7] : 'server web/s1' : 'inter' expects a delay as argument.."
    ),
    (
      "server s1 10.0.0.1:1 weight 300",
      "[t.cfg:7] : 'server web/s1' : weight of server s1 is not within 0 and 256 (300).."
    ),
    ("server s1 10.0.0.1:1 rise x", "[t.cfg:7] : 'server web/s1' : 'rise' has to be > 0.."),
    ("server s1 10.0.0.1:1 check fall 0", "[t.cfg:7] : 'server web/s1' : 'fall' has to be > 0.."),
    (
      "server s1 10.0.0.1:1 check inter 0",
      "[t.cfg:7] : 'server web/s1' : invalid value 0 for argument 'inter' of server s1.."
    ),
    (
      "server s1 10.0.0.1:1 cookie",
      "[t.cfg:7] : 'server web/s1' : 'cookie' expects <value> as argument.."
    ),
    (
      "server s1 10.0.0.1:1 init-addr foo",
      "[t.cfg:7] : 'server web/s1' : 'init-addr' : unknown init-addr method 'foo', supported methods"
        + " are 'libc', 'last', 'none'.."
    ),
    (
      "server \"s 1\" 10.0.0.1:1",
      "[t.cfg:7] : character ' ' is not permitted in server name 's 1'."
    ),
    (
      "balance foo",
      "parsing [t.cfg:7] : balance only supports 'roundrobin', 'static-rr', 'leastconn', 'source',"
        + " 'uri', 'url_param', 'hdr(name)' and 'rdp-cookie(name)' options."
    ),
    (
      "balance random(0)",
      "parsing [t.cfg:7] : balance random : number of draws must be at least 1."
    ),
    (
      "balance random(a)",
      "parsing [t.cfg:7] : balance random : unexpected character 'a' after argument."
    ),
    (
      "balance uri foo",
      "parsing [t.cfg:7] : balance uri only accepts parameters 'len', 'depth', 'path-only', and"
        + " 'whole' (got 'foo')."
    ),
    (
      "hash-type foo",
      "parsing [t.cfg:7] : 'hash-type' only supports 'consistent' and 'map-based'."
    ),
    ("mode ftp", "parsing [t.cfg:7] : unknown proxy mode 'ftp'."),
    (
      "retries",
      "parsing [t.cfg:7] : 'retries' expects an integer argument (dispatch counts for one)."
    ),
    (
      "timeout foo 5s",
      "parsing [t.cfg:7] : 'timeout' supports 'client', 'server', 'connect', 'check', 'queue',"
        + " 'http-keep-alive', 'http-request', 'tunnel', 'tarpit', 'client-fin' and 'server-fin' (got"
        + " 'foo')"
    ),
    (
      "timeout connect",
      "parsing [t.cfg:7] : 'timeout connect' expects an integer value (in milliseconds)"
    ),
    ("timeout connect 5x", "parsing [t.cfg:7] : unexpected character 'x' in 'timeout connect'"),
    (
      "timeout server 5s 6s",
      "parsing [t.cfg:7] : 'timeout server' : unexpected extra argument '6s' after value '5s'."
    ),
    ("option foo", "parsing [t.cfg:7] : unknown option 'foo'."),
    ("option", "parsing [t.cfg:7]: 'option' expects an option name."),
    ("cookie", "parsing [t.cfg:7] : 'cookie' expects <cookie_name> as argument."),
    (
      "cookie A foo",
      "parsing [t.cfg:7] : 'cookie' supports 'rewrite', 'insert', 'prefix', 'indirect', 'nocache',"
        + " 'postonly', 'domain', 'maxidle', 'dynamic', 'maxlife' and 'attr' options."
    ),
    (
      "cookie A insert prefix",
      "parsing [t.cfg:7] : cookie 'rewrite', 'insert' and 'prefix' modes are incompatible."
    ),
    (
      "http-check expect status",
      "parsing [t.cfg:7] : 'http-check expect' : 'status' expects a <pattern> as argument."
    ),
    (
      "http-check expect status abc",
      "parsing [t.cfg:7] : 'http-check expect' : invalid character 'a' in the list of status codes."
    ),
    (
      "acl static path_beg /static",
      "parsing [t.cfg:7] : 'acl' is a part of haproxy that is not simulated here."
    ),
    (
      "option mysql-check",
      "parsing [t.cfg:7] : 'option mysql-check' is a part of haproxy that is not simulated here."
    ),
    (
      "server s1 10.0.0.1:1 maxconn 10",
      "[t.cfg:7] : 'server web/s1' : 'maxconn' is a part of haproxy that is not simulated here."
    ),
    (
      "balance hdr(Host)",
      "parsing [t.cfg:7] : 'balance hdr(Host)' is a part of haproxy that is not simulated here."
    ),
    (
      "server s1 'abc",
      "parsing [t.cfg:7]: unmatched quote at position 11:\nserver s1 'abc\n          ^"
    ),
  ])
  func aMistakeIsNamedWithItsLine(_ line: String, _ message: String) {
    let messages = Self.messages(Self.defaults + "backend web\n" + line + "\n")
    #expect(messages.first == message)
    #expect(
      messages.suffix(2) == [
        "Error(s) found in configuration file : t.cfg", "Fatal errors found in configuration.",
      ])
  }

  @Test(arguments: [
    ("frontend f\n bind *\n", "parsing [t.cfg:7] : 'bind' : missing port specification in '*'"),
    ("frontend f\n bind *:99999\n", "parsing [t.cfg:7] : 'bind' : invalid port '99999'"),
    (
      "frontend f\n bind *:80 ssk\n",
      "parsing [t.cfg:7] : 'bind *:80' in section 'frontend': unknown keyword 'ssk'; did you mean"
        + " 'ssl' maybe ?"
    ),
    (
      "frontend f\n server s1 10.0.0.1:1\n",
      "[t.cfg:7] : parsing [t.cfg:7] : 'server' not allowed because frontend 'f' has no backend"
        + " capability."
    ),
    (
      "frontend f\n balance roundrobin\n",
      "warning: parsing [t.cfg:7] : 'balance' ignored because frontend 'f' has no backend capability."
    ),
    (
      "backend web\n bind *:80\n",
      "warning: parsing [t.cfg:7] : 'bind' ignored because backend 'web' has no frontend capability."
    ),
    (
      "frontend f\n bind *:80\n default_backend nope\n",
      "Proxy 'f': unable to find required default_backend: 'nope'."
    ),
    (
      "backend web\n server s1 10.0.0.1:1\n server s1 10.0.0.1:2\n",
      "parsing [t.cfg:8] : backend 'web', another server named 's1' was already defined at line 7,"
        + " please use distinct names."
    ),
    (
      "listen f\n bind *:80\nbackend f\n",
      "Parsing [t.cfg:8]: backend 'f' has the same name as proxy 'f' declared at t.cfg:6."
    ),
    ("listen\n", "parsing [t.cfg:6] : 'listen' expects an <id> argument"),
    ("global\n bar x\n", "parsing [t.cfg:7] : unknown keyword 'bar' in 'global' section"),
    (
      "global\n log stdout\n",
      "parsing [t.cfg:7] : log : expects <address> and <facility>  as arguments"
    ),
    (
      "global\n log stdout format raw foo\n",
      "parsing [t.cfg:7] : log : unknown log facility 'foo'"
    ),
    (
      "global\n stats foo\n",
      "parsing [t.cfg:7] : 'stats' only supports 'socket', 'maxconn', 'bind-process' and 'timeout'"
        + " (got 'foo')"
    ),
    (
      "peers mine\n", "parsing [t.cfg:6] : 'peers' is a part of haproxy that is not simulated here."
    ),
  ])
  func sectionsAreLookedThrough(_ text: String, _ message: String) {
    #expect(Self.messages(Self.defaults + text).first == message)
  }

  @Test func wordsBeforeTheFirstSectionAreOut() {
    #expect(
      Self.messages("  mode http\n").first
        == "parsing [t.cfg:1]: unknown keyword 'mode' out of section.")
  }

  @Test func missingTimeoutsAreAWarning() {
    let messages = Self.messages("listen f\n bind *:80\n server s1 10.0.0.1:1\n")
    #expect(messages.count == 1)
    #expect(messages[0].hasPrefix("warning: missing timeouts for proxy 'f'.\n   | While"))
  }

  @Test func aWholeConfigurationIsRead() {
    let parser = BalancerParser(
      file: "t.cfg", environment: ["COOKIE": "SRV"], nameServer: "10.96.0.10")
    let isGood = parser.read(
      """
      global
        log stdout format raw local0 # to docker
        maxconn 100
        user haproxy
        stats socket ipv4@127.0.0.1:9999 level admin
      resolvers dns
        nameserver kube 10.96.0.10:53
        hold nx 5s
      defaults
        mode http
        log global
        option httplog
        timeout connect 500
        timeout client 1m
        timeout server 1h
        option redispatch
        default-server inter 1s fall 2
      frontend main
        bind *:80,:8080
        default_backend web
      backend web
        balance random(3)
        cookie "$COOKIE" insert indirect nocache
        option httpchk GET /healthz
        http-check expect status 200-299,304
        server a a.example:8080 check cookie a weight 3
        server b b.example:8080 check cookie b backup rise 5
        server-template w 2 web.example:80 resolvers dns init-addr none

      """)
    #expect(isGood, "\(parser.messages)")
    let web = parser.configuration.proxies[1]
    #expect(web.cookie == BalancerProxy.Cookie(name: "SRV", inserts: true, isIndirect: true))
    #expect(web.balance == .random(draws: 3))
    #expect(web.servers.map { $0.name } == ["a", "b", "w1", "w2"])
    #expect(web.servers[1].isBackup && web.servers[1].rise == 5 && web.servers[1].fall == 2)
    #expect(web.check?.accepts(304) == true && web.check?.accepts(302) == false)
    #expect(web.timeouts.connect == .milliseconds(500))
    #expect(parser.configuration.proxies[0].ports == [80, 8080])
    #expect(parser.configuration.adminPorts[0].isAdmin)
    #expect(parser.configuration.resolvers[0].holdMissing == .seconds(5))
  }

  @Test func anotherNameServerIsRefused() {
    #expect(
      Self.messages("resolvers dns\n nameserver other 10.0.0.9:53\n").first
        == "parsing [t.cfg:2] : 'nameserver' '10.0.0.9:53' : only the first name server of"
        + " /etc/resolv.conf, 10.96.0.10, can be asked here.")
  }

  /// Whatever stands in a file, haproxy says what is wrong and does not begin.
  @Test(arguments: [
    "\u{0}\u{1}\u{ff}", String(repeating: "a ", count: 5000), String(repeating: "\"", count: 999),
    "backend web\n server s 10.0.0.1:99999999999999999999\n",
    "backend web\n server-template s 1-999999999999 a:1\n",
    "backend web\n server-template s 0 a:1\n", "backend web\n server-template s 5-2 a:1\n",
    "backend web\n balance random(99999999999999999999)\n", "backend web\n balance random(\n",
    "backend web\n retries -1\n", "backend web\n timeout connect 99999999999999999999s\n",
    "backend web\n timeout connect 999999d\n", "backend web\n http-check expect status -\n",
    "backend web\n http-check expect status 9-1\n", "backend web\n http-check send hdr\n",
    "backend web\n cookie A\n", "backend web\n server s1 :80\n", "backend web\n server s1 ::::\n",
    "backend \u{e9}\n", "backend web\n default-server weight\n", "global\n maxconn\n",
    "resolvers\n", "resolvers a\n hold\n", "resolvers a\n timeout x 1\n", "listen a b c\n",
    "backend web\n no mode http\n", "defaults a b\n", "backend web\n option httpchk A B C D\n no\n",
    "backend web\n server s 10.0.0.1:1 resolvers nope\n", "\\", "backend web\\ x\n \\",
  ])
  func hostileTextsAreRefused(_ text: String) {
    let messages = Self.messages(text)
    #expect(messages.contains { $0.hasPrefix("Fatal errors") || $0.hasPrefix("Error(s) found") })
  }
}
