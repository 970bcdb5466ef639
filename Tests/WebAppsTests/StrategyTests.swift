import Book
import Sessions
import Simulation
import StatebookCommands
import Testing

/// A cluster with a shop behind a Service, and a pod from which simulated visitors come.
private final class ShopCluster {
  let session: Session

  init(
    replicas: Int, environment: [(String, String)] = [], affinity: String = "None",
    withRedis: Bool = false
  ) throws {
    session = Session(
      configuration: SessionConfiguration(seed: 7), plugins: .standard, yamlReader: YamsReader())
    let variables = environment.map { "        - {name: \($0.0), value: \"\($0.1)\"}" }
      .joined(separator: "\n")
    let text = """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop}
      spec:
        replicas: \(replicas)
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec:
            containers:
            - name: shop
              image: shop:1.0
              readinessProbe: {httpGet: {path: /readyz, port: 8080}, periodSeconds: 1}
              lifecycle: {preStop: {sleep: {seconds: 5}}}
              env:
              - {name: EDITION, value: "1"}
      \(variables)
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: shop}
      spec:
        selector: {app: shop}
        sessionAffinity: \(affinity)
        ports: [{port: 80, targetPort: 8080}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: shops}
      spec:
        clusterIP: None
        publishNotReadyAddresses: true
        selector: {app: shop}
        ports: [{port: 8080}]

      """
    try session.write(text, toFile: "shop.yaml")
    if withRedis {
      run("kubectl create deployment redis --image=redis:7")
      run("kubectl expose deployment redis --port=6379")
      run("kubectl rollout status deployment/redis")
    }
    run("kubectl apply -f shop.yaml")
    run("kubectl run visitors --image=shop:1.0 --command -- sleep 100000")
    run("kubectl wait --for=condition=Ready pod/visitors")
    run("kubectl rollout status deployment/shop")
    run("sleep 40")
  }

  @discardableResult
  func run(_ command: String) -> String {
    let step = session.run(command)
    if step.exitStatus != 0 { Issue.record("\(command): \(step.output)") }
    return step.output
  }

  /// Lets visitors make some requests each; what they report, by line.
  func visit(_ users: Int, _ requests: Int) -> [String: String] {
    let text = run(
      "kubectl exec visitors -- shop-users --users \(users) --requests \(requests)"
        + " --state state http://shop/")
    var lines: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 {
        lines[String(parts[0])] = String(parts[1].drop { $0 == " " })
      }
    }
    return lines
  }

  /// The percentage of logged-in visitors who are known at their first request after an event.
  func kept(after event: String) -> Int {
    run("kubectl exec visitors -- rm -f state")
    _ = visit(20, 1)
    run("sleep 2")
    run(event)
    run("kubectl rollout status deployment/shop")
    run("sleep 40")
    return Self.percent(visit(20, 1)["sessions kept"])
  }

  /// The percentage in `5 of 20 (25 %)`.
  static func percent(_ text: String?) -> Int {
    guard let text, let open = text.firstIndex(of: "(") else { return -1 }
    return Int(text[text.index(after: open)...].prefix { $0 != " " }) ?? -1
  }
}

@Suite("Sessions behind a Service: strategy by event") struct StrategyTests {
  private static let events = [
    ("scale out", "kubectl scale deployment/shop --replicas=3"),
    ("rollout", "kubectl set env deployment/shop EDITION=2"),
    ("scale in", "kubectl scale deployment/shop --replicas=2"),
    (
      "restart",
      "kubectl delete pod $(kubectl get pod -l app=shop -o jsonpath='{.items[0].metadata.name}')"
    ),
  ]

  /// What each event leaves, in percent; prints a line of the table.
  private func row(_ name: String, _ cluster: ShopCluster) -> [Int] {
    let kept = StrategyTests.events.map { cluster.kept(after: $0.1) }
    print(name, zip(StrategyTests.events, kept).map { "\($0.0) \($1) %" }.joined(separator: ", "))
    cluster.session.finish()
    return kept
  }

  @Test("W7, G7: with random choice among n a request finds its session once in n times")
  func randomChoice() throws {
    for replicas in 2...4 {
      let cluster = try ShopCluster(replicas: replicas)
      let seen = cluster.visit(50, 40)
      let hits = ShopCluster.percent(seen["hits"])
      #expect(abs(hits - 100 / replicas) <= 4, "\(hits) % of \(replicas)")
      #expect(seen["requests"] == "2000")
      #expect(seen["failures"] == "0")
      #expect(seen["misses"] == seen["forced logins"])
      cluster.session.finish()
    }
  }

  @Test("W1, G7: with one pod all is well, and a rolling update takes every session")
  func onePod() throws {
    let cluster = try ShopCluster(replicas: 1)
    #expect(cluster.kept(after: "true") == 100)
    #expect(cluster.kept(after: "kubectl set env deployment/shop EDITION=2") == 0)
    // A second pod breaks it at once: every other request goes to a stranger.
    let out = cluster.kept(after: "kubectl scale deployment/shop --replicas=2")
    #expect((20...80).contains(out), "\(out) %")
    cluster.session.finish()
  }

  @Test("W3, G7: ClientIP keeps everybody of one address at one pod, until that pod is gone")
  func clientAddress() throws {
    let cluster = try ShopCluster(replicas: 2, affinity: "ClientIP")
    let seen = cluster.visit(20, 10)
    #expect(seen["hits"]?.hasPrefix("200 ") == true)
    #expect(seen["load"]?.contains(",") == false)
    #expect(cluster.kept(after: "kubectl scale deployment/shop --replicas=3") == 100)
    #expect(cluster.kept(after: "kubectl set env deployment/shop EDITION=2") == 0)
    cluster.session.finish()
  }

  @Test("W4: copies among peers survive whatever leaves one of them")
  func peers() throws {
    let cluster = try ShopCluster(
      replicas: 2, environment: [("SESSION_STORE", "peers"), ("PEERS", "shops")])
    #expect(row("peers", cluster) == [100, 100, 100, 100])
  }

  @Test("W5, G7: with Redis nothing that happens to the shops is noticed; a restart of Redis is")
  func redis() throws {
    let environment = [("SESSION_STORE", "redis"), ("REDIS_HOST", "redis")]
    let cluster = try ShopCluster(replicas: 2, environment: environment, withRedis: true)
    #expect(row("redis", cluster) == [100, 100, 100, 100])
    let other = try ShopCluster(replicas: 2, environment: environment, withRedis: true)
    #expect(
      other.kept(
        after: "kubectl delete pod -l app=redis; kubectl rollout status deployment/redis") == 0)
    other.session.finish()
  }

  @Test("W6, G7: with one key a signed cookie is good everywhere; with a key for each it is not")
  func cookies() throws {
    let shared = try ShopCluster(
      replicas: 2, environment: [("SESSION_STORE", "cookie"), ("SESSION_SECRET", "k1")])
    #expect(row("cookie, one key", shared) == [100, 100, 100, 100])
    let own = try ShopCluster(replicas: 1, environment: [("SESSION_STORE", "cookie")])
    #expect(own.kept(after: "kubectl set env deployment/shop EDITION=2") == 0)
    own.session.finish()
  }

  @Test("W8: a scale in that waits before SIGTERM fails no request; its sessions are gone")
  func scaleIn() throws {
    let cluster = try ShopCluster(replicas: 2)
    cluster.run(
      "kubectl exec visitors -- shop-users --users 20 --requests 30 --state s http://shop/ > out & sleep 5"
    )
    cluster.run("kubectl scale deployment/shop --replicas=1")
    cluster.run("sleep 60")
    let out = cluster.run("cat out")
    #expect(out.contains("failures:      0\n"), "\(out)")
    #expect(!out.contains("lost carts:    0\n"))
    cluster.session.finish()
  }
}
