import Book
import Sessions
import StatebookCommands
import Testing
import Values

/// Shops of a StatefulSet behind haproxy, each on a node of its own; the balancer, Redis and the
/// visitors are on a node that nothing happens to.
private final class BalancedCluster {
  let session: Session
  /// Pods with visitors; each has an address of its own.
  private let places: Int
  private let usersPerPlace: Int

  init(_ lines: String, environment: [(String, String)] = [], places: Int = 1) throws {
    self.places = places
    usersPerPlace = places == 1 ? 60 : 1
    session = Session(
      configuration: SessionConfiguration(
        seed: 11, settings: ["cluster": ["nodes": .integer(4)]]), plugins: .standard,
      yamlReader: YamsReader())
    run("kubectl label node node-2 node-3 node-4 tier=web")
    run("kubectl label node node-1 tier=rest")
    let servers = (0..<4).map { number in
      "    server shop-\(number) shop-\(number).shops.default.svc.cluster.local:8080 check inter 1s"
        + " cookie shop-\(number) resolvers dns init-addr none\n"
    }.joined()
    try session.write(
      """
      resolvers dns
          parse-resolv-conf
          hold nx 1s
      defaults
          mode http
          timeout connect 1s
          timeout client 10s
          timeout server 5s
          retries 2
          option redispatch
      frontend main
          bind *:80
          default_backend shops
      backend shops
          option httpchk GET /readyz
          \(lines)
      \(servers)
      """, toFile: "haproxy.cfg")
    try session.write(BalancedCluster.objects(environment, places), toFile: "shop.yaml")
    run("kubectl create configmap haproxy --from-file=haproxy.cfg")
    run("kubectl apply -f shop.yaml")
    for name in ["statefulset/shop", "statefulset/visitor", "deployment/redis", "deployment/lb"] {
      run("kubectl rollout status \(name)")
    }
    run("sleep 60")
  }

  private static func objects(_ environment: [(String, String)], _ places: Int) -> String {
    let variables = environment.map { "        - {name: \($0.0), value: \"\($0.1)\"}\n" }.joined()
    return """
      apiVersion: v1
      kind: Service
      metadata: {name: shops}
      spec:
        clusterIP: None
        publishNotReadyAddresses: true
        selector: {app: shop}
        ports: [{port: 8080}]
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: shop}
      spec:
        serviceName: shops
        replicas: 3
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec:
            nodeSelector: {tier: web}
            containers:
            - name: shop
              image: shop:1.0
              readinessProbe: {httpGet: {path: /readyz, port: 8080}, periodSeconds: 1}
              env:
              - {name: EDITION, value: "1"}
              - {name: DRAIN_TIME, value: 5s}
      \(variables)
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: visitor}
      spec:
        serviceName: visitor
        podManagementPolicy: Parallel
        replicas: \(places)
        selector: {matchLabels: {app: visitor}}
        template:
          metadata: {labels: {app: visitor}}
          spec:
            nodeSelector: {tier: rest}
            containers: [{name: visitor, image: "shop:1.0", command: [sleep, "100000"]}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: redis}
      spec:
        selector: {matchLabels: {app: redis}}
        template:
          metadata: {labels: {app: redis}}
          spec:
            nodeSelector: {tier: rest}
            containers: [{name: redis, image: "redis:7"}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: redis}
      spec:
        selector: {app: redis}
        ports: [{port: 6379}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: lb}
      spec:
        selector: {matchLabels: {app: lb}}
        template:
          metadata: {labels: {app: lb}}
          spec:
            nodeSelector: {tier: rest}
            containers:
            - name: haproxy
              image: haproxy:3.0
              volumeMounts: [{name: config, mountPath: /usr/local/etc/haproxy}]
            volumes: [{name: config, configMap: {name: haproxy}}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: lb}
      spec:
        selector: {app: lb}
        ports: [{port: 80}]

      """
  }

  @discardableResult
  func run(_ command: String) -> String {
    let step = session.run(command)
    if step.exitStatus != 0 { Issue.record("\(command): \(step.output)") }
    return step.output
  }

  /// Lets all visitors make one request; how many of how many were known.
  private func visit() -> (kept: Int, known: Int) {
    var sum = (0, 0)
    for place in 0..<places {
      let text = run(
        "kubectl exec visitor-\(place) -- shop-users --users \(usersPerPlace) --requests 1"
          + " --state state http://lb/")
      let line = text.split(separator: "\n").first { $0.hasPrefix("sessions kept:") } ?? ""
      let numbers = line.split { !$0.isNumber }.compactMap { Int($0) }
      if numbers.count == 3 { sum = (sum.0 + numbers[0], sum.1 + numbers[1]) }
    }
    return sum
  }

  /// The percentage of visitors that are known after an event.
  func kept(_ event: String) -> Int {
    for place in 0..<places { run("kubectl exec visitor-\(place) -- rm -f state") }
    _ = visit()
    run("sleep 2")
    run(event)
    let (kept, known) = visit()
    return known == 0 ? -1 : (kept * 100 + known / 2) / known
  }
}

/// What is left of the logins, in percent, after each event: the table strategy by event, measured by
/// simulated visitors and held against what the items predict.
@Suite("Sessions behind a load balancer: strategy by event") struct StrategyTableTests {
  /// A name that did not exist is remembered by the name servers for half a minute.
  private static let settle = "; kubectl rollout status statefulset/shop; sleep 60"
  /// A fourth shop; three again; one of three begins anew; all do; the node of one loses its power.
  private static let events = [
    ("scale out", "kubectl scale statefulset/shop --replicas=4" + settle),
    ("scale in", "kubectl scale statefulset/shop --replicas=3" + settle),
    ("restart", "kubectl delete pod shop-1" + settle),
    ("rollout", "kubectl set env statefulset/shop EDITION=2" + settle),
    (
      "node loss",
      "sim crash $(kubectl get pod shop-1 -o jsonpath='{.spec.nodeName}'); sleep 90"
    ),
  ]

  private func row(_ name: String, _ cluster: BalancedCluster) -> [Int] {
    let kept = StrategyTableTests.events.map { cluster.kept($0.1) }
    print(
      name, zip(StrategyTableTests.events, kept).map { "\($0.0) \($1) %" }.joined(separator: ", "))
    cluster.session.finish()
    return kept
  }

  /// Whether a row is what was predicted, with so many percent of chance either way.
  private func expect(_ row: [Int], _ predicted: [Int], chance: Int) {
    for (index, (kept, prediction)) in zip(row, predicted).enumerated() {
      #expect(
        abs(kept - prediction) <= chance, "\(StrategyTableTests.events[index].0): \(row)")
    }
  }

  /// With random choice among n, one in n finds its session, of those that there still are: after a
  /// scale in from four 3/4 × 1/3, after a restart 2/3 × 1/3, with one of three lost 2/3 × 1/2.
  private static let random = [25, 25, 22, 0, 33]

  @Test(
    "W1, G7: in the memory of one process each, a session is found once in n times, if it is left")
  func memory() throws {
    expect(
      row("memory", try BalancedCluster("balance random")), StrategyTableTests.random, chance: 14)
  }

  @Test("W2, G7: with a sticky cookie who joins takes nobody, and who goes takes its own")
  func stickyCookie() throws {
    let cluster = try BalancedCluster("cookie SERVER insert indirect nocache")
    expect(row("sticky cookie", cluster), [100, 75, 67, 0, 67], chance: 2)
  }

  @Test("W3, G7: by address, a table moves most when one joins or goes, and the circle its share")
  func sourceHash() throws {
    // Of addresses in a row, three of twelve have the same place in a table of three and of four,
    // and one of three in tables of three and two.
    let table = try BalancedCluster("balance source", places: 24)
    expect(row("source, table", table), [25, 25, 67, 0, 33], chance: 9)
    let circle = try BalancedCluster("balance source\n    hash-type consistent", places: 24)
    expect(row("source, circle", circle), [75, 75, 67, 0, 67], chance: 17)
  }

  @Test("W4, G7: copies among peers lose nobody")
  func peers() throws {
    let cluster = try BalancedCluster(
      "balance random", environment: [("SESSION_STORE", "peers"), ("PEERS", "shops")])
    expect(row("peers", cluster), [100, 100, 100, 100, 100], chance: 0)
  }

  @Test("W5, G7: with the sessions in Redis nobody is lost")
  func redis() throws {
    let cluster = try BalancedCluster(
      "balance random", environment: [("SESSION_STORE", "redis"), ("REDIS_HOST", "redis")])
    expect(row("redis", cluster), [100, 100, 100, 100, 100], chance: 0)
  }

  @Test("W6, G7: signed cookies lose nobody with one key, and are as good as memory with many")
  func signedCookies() throws {
    let shared = try BalancedCluster(
      "balance random", environment: [("SESSION_STORE", "cookie"), ("SESSION_SECRET", "k1")])
    expect(row("signed, one key", shared), [100, 100, 100, 100, 100], chance: 0)
    let own = try BalancedCluster("balance random", environment: [("SESSION_STORE", "cookie")])
    expect(row("signed, own keys", own), StrategyTableTests.random, chance: 14)
  }
}
