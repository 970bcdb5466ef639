import Sessions
import Simulation
import Testing

@testable import Book

@Suite struct CauseTests {
  let world = World(seed: 1)

  private func sentence(differing lines: [String] = [], about texts: [String] = []) -> String? {
    let step = StepRecording(
      command: "kubectl get pods", output: "", exitStatus: 0, start: .zero, end: .zero,
      events: world.trace.entries, waits: world.trace.waits.values, failure: nil)
    return Cause.sentence(
      of: step, earlier: world.trace.entries, differing: lines, about: texts)
  }

  @Test func whatWaitsIsTheCause() {
    world.trace.wait(
      "pod/default/web-2", actor: "statefulset-controller", reason: "web-1 is not Ready",
      at: VirtualTime(milliseconds: 12_000))
    #expect(
      sentence() == "web-2 waits: web-1 is not Ready (statefulset-controller, since 09:00:12)")
  }

  @Test func theWaitThatTheDifferenceNamesComesFirst() {
    for index in 0..<30 {
      world.trace.wait("pod/shop/db-\(index)", actor: "scheduler", reason: "no node", at: .zero)
    }
    #expect(
      sentence(about: ["shop/db-17 0/1 Pending"])
        == "shop/db-17 waits: no node (scheduler, since 09:00:00); 30 things wait in all")
  }

  @Test func aNameIsNotFoundInALongerOne() {
    for index in [1, 2, 11] {
      world.trace.wait("pod/default/db-\(index)", actor: "scheduler", reason: "no", at: .zero)
    }
    #expect(
      sentence(about: ["db-11 0/1 Pending"])
        == "db-11 waits: no (scheduler, since 09:00:00); 3 things wait in all")
  }

  /// One command made both, so that its output names both; what differs is told, not what came last.
  @Test(arguments: ["deployment", "statefulset"])
  func theObjectOfTheDifferingLineComesFirst(kind: String) {
    world.record("kubectl", "deployment/default/free", "created")
    world.record("kubectl", "statefulset/default/free", "created")
    let output = "deployment.apps/free created\nstatefulset.apps/free created\n"
    let told = sentence(differing: ["\(kind).apps/free created"], about: ["kubectl apply", output])
    #expect(told?.hasPrefix("\(kind) free created (kubectl, at 09:00:00)") == true, "\(told ?? "")")
  }

  @Test func aNameInADifferingLineComesBeforeOneInTheRest() {
    for name in ["a", "b"] {
      world.trace.wait("pod/default/\(name)", actor: "scheduler", reason: "no node", at: .zero)
    }
    let one = "a waits: no node (scheduler, since 09:00:00)"
    let other = "b waits: no node (scheduler, since 09:00:00)"
    #expect(sentence(about: ["a 0/1", "b 0/1"]) == "\(one); \(other)")
    #expect(sentence(differing: ["b 0/1"], about: ["a 0/1", "b 0/1"]) == "\(other); \(one)")
  }

  @Test func withoutWaitsTheNewestEventIsToldWithWhatLedToIt() {
    world.record("command", "session", "$ kubectl delete pod web-1")
    world.record("api", "pod/default/web-1", "deleted")
    world.record("kubelet node-1", "pod/default/web-1", "stopped")
    #expect(
      sentence()
        == "web-1 stopped (kubelet node-1, at 09:00:00), because web-1 deleted "
        + "(api, at 09:00:00), because of $ kubectl delete pod web-1")
  }

  @Test func aCommandThatOnlyRanHasNoCause() {
    world.record("command", "session", "$ date")
    #expect(sentence() == nil)
  }

  @Test func whatIsNoPodIsNamedWithItsKind() {
    world.record("kubectl", "service/default/web", "created")
    world.record("kubectl", "node/node-1", "is gone")
    #expect(
      sentence()
        == "node node-1 is gone (kubectl, at 09:00:00), because service web created "
        + "(kubectl, at 09:00:00)")
  }
}
