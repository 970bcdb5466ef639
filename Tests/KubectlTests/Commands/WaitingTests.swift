import KubernetesAPI
import Simulation
import Testing

@Suite("Commands that wait return to the world meanwhile")
struct WaitingTests {
  private func console() -> TestConsole {
    let console = TestConsole()
    console.write(Manifests.web, to: "web.yaml")
    console.write(Manifests.shop, to: "shop.yaml")
    return console
  }

  @Test("K11, N4: get -w prints the header once, a row for each change, widths that grow")
  func watchPrintsChanges() throws {
    let console = console()
    console.run("kubectl apply -f web.yaml")
    console.pass(.seconds(20))
    console.start("timeout 10 kubectl get pods -w")
    console.pass(.seconds(2))
    let first = console.takeOutput()
    #expect(
      first.hasPrefix("NAME    READY   STATUS    RESTARTS   AGE\nweb-0   1/1     Running   0 "))
    #expect(first.split(separator: "\n").count == 4)
    try console.cluster.server.delete(.pods, namespace: "default", name: "web-1")
    console.pass(.seconds(8))
    let rows = console.takeOutput().split(separator: "\n")
    #expect(rows.count >= 6)
    #expect(rows.allSatisfy { $0.hasPrefix("web-1   ") })
    #expect(rows[0].contains("1/1     Terminating   0          "))
    #expect(rows.contains { $0.contains("0/1     Pending       0          0s") })
    #expect(!rows.contains { $0.contains("STATUS") })
  }

  @Test("--output-watch-events, --watch-only, --request-timeout")
  func watchFlags() throws {
    let console = console()
    console.run("kubectl create configmap a")
    console.start("kubectl get cm a --watch-only --output-watch-events --request-timeout=5s")
    console.pass(.seconds(1))
    #expect(console.takeOutput() == "")
    let map = try #require(
      console.cluster.server.get(ConfigMap.self, namespace: "default", name: "a")
    ).copy()
    map.metadata.labels["x"] = "y"
    try console.cluster.server.update(map)
    console.pass(.seconds(10))
    #expect(console.takeOutput() == "EVENT      NAME   DATA   AGE\nMODIFIED   a      0      1s\n")
    #expect(console.run("echo free").output == "free\n")
  }

  @Test func interruptsEndAWatch() {
    let console = console()
    console.start("kubectl get pods -w")
    console.pass(.seconds(1))
    console.interrupt()
    console.pass(.seconds(1))
    #expect(console.run("echo $?").output == "130\n")
    #expect(console.run("timeout 3 kubectl get pods -w").status == 124)
    #expect(console.run("timeout 3 kubectl wait --for=create pod/x --timeout=1h").status == 124)
  }

  @Test("K22: rollout status ends when the rollout does, with a line for each change")
  func rolloutStatusFollowsTheRollout() {
    let console = console()
    console.run("kubectl apply -f web.yaml")
    let outcome = console.run("kubectl rollout status sts/web")
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.first?.hasPrefix("Waiting for") == true)
    #expect(lines.contains("Waiting for 1 pods to be ready..."))
    #expect(lines.last == "partitioned roll out complete: 3 new pods have been updated...")
    console.run("kubectl set image sts/web nginx=nginx:nosuchtag")
    let stuck = console.run("kubectl rollout status sts/web --timeout=12s")
    #expect(stuck.status == 1)
    #expect(stuck.output.hasSuffix("error: timed out waiting for the condition\n"))
  }

  @Test("K19: delete waits until the object is gone; --wait=false and --timeout do not")
  func deleteWaits() {
    let console = console()
    console.run("kubectl apply -f web.yaml")
    console.run("kubectl rollout status sts/web")
    let start = console.world.now
    #expect(console.run("kubectl delete pod web-2").output == "pod \"web-2\" deleted\n")
    #expect(console.world.now - start >= .seconds(1))
    console.run("kubectl rollout status sts/web")
    let again = console.world.now
    console.run("kubectl delete pod web-2 --wait=false")
    #expect(console.world.now - again < .seconds(1))
    console.run("kubectl wait --for=condition=Ready pod/web-0")
    for node in console.cluster.nodes { node.host.crash() }
    let hanging = console.run("kubectl delete pod web-0 --timeout=3s")
    #expect(
      hanging.output
        == "pod \"web-0\" deleted\nerror: timed out waiting for the condition on pods/web-0\n")
    #expect(hanging.status == 1)
  }

  @Test("wait on a pod that goes and comes back under the same name")
  func waitOutlivesTheObject() {
    let console = console()
    console.run("kubectl apply -f web.yaml")
    console.run("kubectl rollout status sts/web")
    console.run("kubectl delete pod web-1 --wait=false")
    let outcome = console.run(
      "kubectl wait --for=jsonpath='{.status.phase}'=Pending pod/web-1 --timeout=30s")
    #expect(outcome.output == "pod/web-1 condition met\n")
  }

  @Test("K20, N14: drain evicts, waits, and refuses what it must not delete")
  func drainEmptiesANode() {
    let console = console()
    console.run("kubectl apply -f shop.yaml")
    console.run("kubectl rollout status deploy/shop")
    let node = console.run("kubectl get pods -o jsonpath='{.items[0].spec.nodeName}'").output
    let pods = console.run(
      "kubectl get pods --field-selector spec.nodeName=\(node) -o jsonpath='{.items[*].metadata.name}'"
    ).output.split(separator: " ")
    let outcome = console.run("kubectl drain \(node)")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("node/\(node) cordoned\n"))
    for pod in pods {
      #expect(outcome.output.contains("evicting pod default/\(pod)\n"))
      #expect(outcome.output.contains("pod/\(pod) evicted\n"))
    }
    #expect(outcome.output.hasSuffix("node/\(node) drained\n"))
    #expect(
      console.run("kubectl get pods --field-selector spec.nodeName=\(node)").output
        == "No resources found in default namespace.\n")
  }
}
