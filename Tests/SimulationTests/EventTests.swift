import Simulation
import Testing

@Suite struct EventTests {
  @Test func eventsRunByTimeAndThenByTheOrderOfScheduling() {
    let world = World(seed: 1)
    var order: [String] = []
    world.schedule(after: .seconds(2)) { order.append("late") }
    world.schedule(after: .seconds(1)) { order.append("first") }
    world.schedule(after: .seconds(1)) {
      order.append("second")
      world.soon { order.append("soon") }
    }
    world.schedule(after: .seconds(1)) { order.append("third") }
    world.run(until: .zero + .seconds(10))
    #expect(order == ["first", "second", "third", "soon", "late"])
    #expect(world.now == .zero + .seconds(10))
  }

  @Test func aCancelledEventNeverRuns() {
    let world = World(seed: 1)
    var ran = false
    let event = world.schedule(after: .seconds(1)) { ran = true }
    event.cancel()
    world.run(until: .zero + .seconds(2))
    #expect(!ran)
    #expect(world.nextEventTime() == nil)
  }

  @Test func thePastIsNow() {
    let world = World(seed: 1, start: .zero + .seconds(5))
    var time: VirtualTime?
    world.schedule(at: .zero) { time = world.now }
    world.step()
    #expect(time == .zero + .seconds(5))
  }

  @Test func whatIsScheduledInheritsTheCause() {
    let world = World(seed: 1)
    let command = world.record("command", "session", "$ x")
    world.schedule(after: .seconds(1)) {
      world.record("controller", "pod/default/web-0", "created")
      world.schedule(after: .seconds(1)) {
        world.record("kubelet", "pod/default/web-0", "is Ready")
      }
    }
    world.causing(nil) { _ = world.schedule(after: .seconds(3)) { world.record("x", "y", "z") } }
    world.run(until: .zero + .seconds(5))
    let entries = world.trace.entries
    #expect(entries.map { $0.cause } == [nil, command, 2, nil])
    let chain = world.trace.chain(from: 3).map { $0.text }
    #expect(chain == ["is Ready", "created", "$ x"])
  }

  @Test func whatIsDoneForOneReasonIsNoReasonForWhatFollows() {
    let world = World(seed: 1)
    let command = world.record("command", "session", "$ x")
    world.acting {
      _ = world.record("kubectl", "pod/default/a", "created")
      world.soon { world.record("scheduler", "pod/default/a", "assigned") }
    }
    world.record("kubectl", "pod/default/b", "created")
    world.step()
    #expect(world.trace.entries.map { $0.cause } == [nil, command, command, 2])
  }

  @Test func waitingKeepsItsBeginning() {
    let trace = World(seed: 1).trace
    trace.wait("pod/web-2", actor: "c", reason: "web-1 is not Ready", at: .zero)
    trace.wait("pod/web-2", actor: "c", reason: "web-1 is not Ready", at: .zero + .seconds(9))
    #expect(trace.waits["pod/web-2"]?.since == .zero)
    trace.wait("pod/web-2", actor: "c", reason: "web-1 is gone", at: .zero + .seconds(9))
    #expect(trace.waits["pod/web-2"]?.since == .zero + .seconds(9))
    trace.stopWaiting("pod/web-2")
    #expect(trace.waits.isEmpty)
  }

  @Test func theTraceIsBounded() {
    let trace = World(seed: 1).trace
    trace.limit = 3
    for _ in 0..<10 { trace.record(at: .zero, actor: "a", subject: "s", "t") }
    #expect(trace.entries.count == 3)
    #expect(trace.entry(9) == nil)
    #expect(trace.entry(0) == nil)
  }

  @Test func aFinishedWorldLetsGoOfWhatItHeld() {
    final class Part: WorldComponent {}
    var part: Part? = Part()
    weak let watched = part
    let world = World(seed: 1)
    if let part { world.add(part, named: "part") }
    world.schedule(after: .seconds(1)) { [part] in _ = part }
    part = nil
    #expect(watched != nil)
    world.finish()
    #expect(watched == nil)
  }
}
