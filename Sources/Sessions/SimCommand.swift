import OrderedCollections
import Simulation

extension Session {
  /// Adds `sim` and the faults that every world has.
  func registerFaults(on registrations: Registrations) {
    registrations.plugin = "standard"
    let world = registrations.world
    registrations.fault(
      "crash", usage: "HOST…", summary: "cut the power of hosts: what ran on them is gone"
    ) { process, names in
      var hosts: [String] = []
      for name in names {
        var outcome: Registrations.CrashOutcome?
        for entry in registrations.crashes where outcome == nil { outcome = entry.crash(name) }
        switch outcome {
        case .crashed: break
        case .refused(let reason):
          process.writeError("sim crash: \(reason)\n")
          return 1
        case nil: hosts.append(name)
        }
      }
      if hosts.isEmpty, !names.isEmpty { return 0 }
      return Session.withHosts(hosts, process, "crash", registrations) { host in
        guard host !== registrations.laptop.host else {
          return "\(host.name) is where you sit: nobody would be left to type the next command"
        }
        guard host.isPowered else { return "\(host.name) has no power already" }
        let cause = world.record("sim", "host/\(host.name)", "lost its power")
        let lost = host.unflushedFiles
        world.causing(cause) {
          if !lost.isEmpty {
            world.record(
              "power cut", "host/\(host.name)",
              "lost what was not on its disks yet of \(lost.joined(separator: ", "))")
          }
          host.crash()
        }
        return nil
      }
    }
    registrations.fault(
      "start", usage: "HOST…", summary: "give hosts their power back"
    ) { process, names in
      Session.withHosts(names, process, "start", registrations) { host in
        guard !host.isPowered else { return "\(host.name) has power already" }
        let cause = world.record("sim", "host/\(host.name)", "has power again")
        world.causing(cause) { host.start() }
        return nil
      }
    }
    registrations.fault(
      "partition", usage: "HOST… / HOST…", summary: "cut the network between two groups of hosts"
    ) { process, words in
      let groups = words.split(separator: "/", omittingEmptySubsequences: false)
      guard groups.count == 2, !groups[0].isEmpty, !groups[1].isEmpty else {
        process.writeError("sim partition: two groups of hosts are needed: a / b c\n")
        return 2
      }
      let status = Session.withHosts(
        groups[0] + groups[1], process, "partition", registrations
      ) { _ in nil }
      guard status == 0 else { return status }
      world.record(
        "sim", "network",
        "cut between \(groups[0].joined(separator: " ")) and \(groups[1].joined(separator: " "))")
      world.network.partition(Array(groups[0]), from: Array(groups[1]))
      return 0
    }
    registerSmallFaults(on: registrations)
    registrations.fault(
      "heal", usage: "", summary: "repair the network, cuts and slow links"
    ) { process, words in
      guard words.isEmpty else {
        process.writeError("sim heal: it takes no arguments\n")
        return 2
      }
      world.record("sim", "network", "repaired")
      world.network.heal()
      return 0
    }
    registrations.fault(
      "why", usage: "KIND/NAME", summary: "say why a thing is as it is, or is not there"
    ) { process, words in
      guard words.count == 1 else {
        process.writeError("sim why: one thing is needed, such as pod/web-2\n")
        return 2
      }
      guard let text = Session.explanation(of: words[0], registrations) else {
        process.writeError("sim why: nothing is known about '\(words[0])'\n")
        return 1
      }
      process.write(text + "\n")
      return 0
    }
    registrations.command("sim", summary: "what no real command can do: faults, and questions") {
      ImmediateProgram { process in Session.sim(process, registrations) }
    }
  }

  static func explanation(of subject: String, _ registrations: Registrations) -> String? {
    for explain in registrations.explanations {
      if let text = explain(registrations.world, subject) { return text }
    }
    let trace = registrations.world.trace
    if let wait = trace.waits[subject] {
      return "\(subject) waits: \(wait.reason) (\(wait.actor), since \(wait.since.calendar.clock))"
    }
    if let last = trace.last(about: subject) {
      return "\(subject) \(last.text) (\(last.actor), at \(last.time.calendar.clock))"
    }
    return nil
  }

  private static func sim(_ process: Process, _ registrations: Registrations) -> Int32 {
    let words = Array(process.arguments.dropFirst())
    let faults = registrations.faults
    guard let name = words.first, name != "--help", name != "help" else {
      var text = "Usage: sim COMMAND\n\nWhat no real command can do:\n"
      for fault in faults {
        let call = fault.usage.isEmpty ? fault.name : fault.name + " " + fault.usage
        text += "  sim \(call)\n      \(fault.summary)\n"
        for entry in fault.name == "crash" ? registrations.crashes : [] {
          text += "  sim crash \(entry.usage)\n      end its process as a mistake in it would\n"
        }
      }
      if words.isEmpty {
        process.writeError(text)
        return 2
      }
      process.write(text)
      return 0
    }
    guard let fault = faults.first(where: { $0.name == name }) else {
      let known = faults.map { $0.name }.joined(separator: ", ")
      process.writeError("sim: there is no '\(name)'; there are \(known)\n")
      return 2
    }
    return fault.run(process, Array(words.dropFirst()))
  }

  private static func withHosts(
    _ names: some Sequence<String>, _ process: Process, _ fault: String,
    _ registrations: Registrations, _ body: (Host) -> String?
  ) -> Int32 {
    var isEmpty = true
    for name in names {
      isEmpty = false
      guard let host = process.world.network.host(named: name) else {
        process.writeError("sim \(fault): \(noHost(name, fault, registrations))\n")
        return 1
      }
      if let problem = body(host) {
        process.writeError("sim \(fault): \(problem)\n")
        return 1
      }
    }
    if isEmpty {
      process.writeError("sim \(fault): the name of a host is needed\n")
      return 2
    }
    return 0
  }
}
