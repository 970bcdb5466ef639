import Simulation
import Testing

@Suite("kubectl drain")
struct DrainTests {
  private func pod(_ name: String, node: String, _ rest: String = "") -> String {
    """
    apiVersion: v1
    kind: Pod
    metadata:
      name: \(name)
    spec:
      nodeName: \(node)
      terminationGracePeriodSeconds: 20
      containers:
      - name: main
        image: busybox
        command: ["sleep", "100000"]
    \(rest)
    """
  }

  private func console() -> TestConsole {
    let console = TestConsole()
    console.write(pod("lonely", node: "node-1"), to: "lonely.yaml")
    console.write(
      pod("scratch", node: "node-2", "  volumes:\n  - name: data\n    emptyDir: {}\n"),
      to: "scratch.yaml")
    console.run("kubectl apply -f lonely.yaml -f scratch.yaml")
    console.pass(.seconds(5))
    return console
  }

  @Test("K20: what must not be deleted keeps a node, and not the others, from being drained")
  func refusals() {
    Transcript(
      """
      $ kubectl drain node-1 node-2 node-3
      node/node-1 cordoned
      node/node-2 cordoned
      node/node-3 cordoned
      error: unable to drain node "node-1" due to error: cannot delete cannot delete Pods that declare no controller (use --force to override): default/lonely, continuing command...
      error: unable to drain node "node-2" due to error: cannot delete Pods with local storage (use --delete-emptydir-data to override): default/scratch, continuing command...
      node/node-3 drained
      There are pending nodes to be drained:
       node-1
       node-2
      cannot delete cannot delete Pods that declare no controller (use --force to override): default/lonely
      cannot delete Pods with local storage (use --delete-emptydir-data to override): default/scratch
      [1]
      $ kubectl drain node-2 --delete-emptydir-data --dry-run=client --force
      node/node-2 already cordoned (dry run)
      Warning: deleting Pods that declare no controller: default/scratch
      evicting pod default/scratch (dry run)
      node/node-2 drained (dry run)
      """
    ).check(on: console())
  }

  @Test("K20: a time limit ends the wait for a pod that takes its time")
  func timeLimit() {
    let console = console()
    Transcript(
      """
      $ kubectl drain node-1 --force --timeout=5s
      node/node-1 cordoned
      Warning: deleting Pods that declare no controller: default/lonely
      evicting pod default/lonely
      There are pending pods in node "node-1" when an error occurred: error when waiting for pod "lonely" in namespace "default" to terminate: context deadline exceeded
      pod/lonely
      error: unable to drain node "node-1" due to error: error when waiting for pod "lonely" in namespace "default" to terminate: context deadline exceeded, continuing command...
      There are pending nodes to be drained:
       node-1
      error when waiting for pod "lonely" in namespace "default" to terminate: context deadline exceeded
      [1]
      $ kubectl drain node-1 --force --disable-eviction
      node/node-1 already cordoned
      Warning: deleting Pods that declare no controller: default/lonely
      pod/lonely deleted
      node/node-1 drained
      """
    ).check(on: console)
  }

  @Test("N14: the kubelet of a node tells when it was closed and opened")
  func kubeletsTell() {
    let console = console()
    func told() -> [Substring] {
      console.run(
        "kubectl get events -o custom-columns=R:.reason --no-headers --sort-by=.lastTimestamp"
          + " --field-selector involvedObject.kind=Node,involvedObject.name=node-3"
      ).output.split(separator: "\n").filter { $0.contains("chedulable") }
    }
    console.run("kubectl cordon node-3")
    console.pass(.seconds(11))
    #expect(told() == ["NodeNotSchedulable"])
    console.run("kubectl uncordon node-3")
    console.pass(.seconds(11))
    #expect(told() == ["NodeNotSchedulable", "NodeSchedulable"])
  }
}
