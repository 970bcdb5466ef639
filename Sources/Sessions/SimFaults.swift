import Simulation

extension Session {
  /// Adds the faults of processes, links and disks.
  func registerSmallFaults(on registrations: Registrations) {
    registrations.fault(
      "kill", usage: "HOST PROGRAM",
      summary: "end a program as a crash of it does; a container ends with its first program"
    ) { process, words in Session.kill(process, words, registrations) }
    registrations.fault(
      "slow", usage: "HOST… / HOST… TIME", summary: "delay all messages between two groups of hosts"
    ) { process, words in Session.slow(process, words, registrations) }
    registrations.fault(
      "fill", usage: "HOST PATH", summary: "fill the disk on which a folder lies"
    ) { process, words in
      Session.withDisk(process, words, "fill", registrations) { disk in
        guard !disk.isFull else { return "is full already" }
        disk.fill()
        return nil
      }
    }
    registrations.fault(
      "free", usage: "HOST PATH", summary: "take away what filled a disk"
    ) { process, words in
      Session.withDisk(process, words, "free", registrations) { disk in
        guard disk.isFull else { return "was not filled" }
        disk.free()
        return nil
      }
    }
  }

  // MARK: Processes

  private static func kill(
    _ process: Process, _ words: [String], _ registrations: Registrations
  ) -> Int32 {
    guard words.count == 2 else {
      process.writeError("sim kill: a host and a program are needed: sim kill db-1 mysqld\n")
      return 2
    }
    guard let host = host(words[0], process, "kill", registrations) else { return 1 }
    let running = host.spaces.flatMap { $0.processes }.filter { $0.isRunning }
    let victims = running.filter { programName($0) == words[1] }
    guard !victims.isEmpty else {
      var names: [String] = []
      for name in running.map({ programName($0) }) where !names.contains(name) {
        names.append(name)
      }
      let there =
        names.isEmpty ? "nothing runs there" : "there run \(names.joined(separator: ", "))"
      process.writeError("sim kill: no '\(words[1])' runs on '\(words[0])'; \(there)\n")
      return 1
    }
    guard victims.allSatisfy({ $0.space !== process.space }) else {
      process.writeError("sim kill: \(words[0]) is where you sit\n")
      return 1
    }
    let cause = process.world.record("sim", "host/\(host.name)", "has lost its \(words[1])")
    process.world.causing(cause) { for victim in victims { victim.send(.kill) } }
    return 0
  }

  private static func programName(_ process: Process) -> String {
    let name = process.arguments.first ?? ""
    return name.utf8.lastIndex(of: UInt8(ascii: "/")).map {
      String(name[name.utf8.index(after: $0)...])
    } ?? name
  }

  // MARK: Links

  private static func slow(
    _ process: Process, _ words: [String], _ registrations: Registrations
  ) -> Int32 {
    let groups = words.dropLast().split(separator: "/", omittingEmptySubsequences: false)
    guard let last = words.last, groups.count == 2, !groups[0].isEmpty, !groups[1].isEmpty else {
      process.writeError("sim slow: two groups of hosts and a time are needed: a / b c 200ms\n")
      return 2
    }
    guard let delay = duration(last) else {
      process.writeError(
        "sim slow: '\(last)' is no time such as 200ms or 2s, of one hour at most\n")
      return 2
    }
    for name in groups[0] + groups[1] where process.world.network.host(named: name) == nil {
      process.writeError("sim slow: \(noHost(name, "slow", registrations))\n")
      return 1
    }
    process.world.record(
      "sim", "network",
      "slow by \(last) between \(groups[0].joined(separator: " ")) and"
        + " \(groups[1].joined(separator: " "))")
    process.world.network.slow(Array(groups[0]), to: Array(groups[1]), by: delay)
    return 0
  }

  /// `200ms`, `2s`: more than nothing, one hour at most.
  private static func duration(_ text: String) -> VirtualDuration? {
    let unit: Int64 = text.hasSuffix("ms") ? 1 : text.hasSuffix("s") ? 1000 : 0
    let digits = text.dropLast(unit == 1 ? 2 : 1)
    guard unit > 0, !digits.isEmpty, digits.utf8.count <= 7,
      digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let number = Int64(digits), number > 0,
      number * unit <= 3_600_000
    else { return nil }
    return .milliseconds(number * unit)
  }

  // MARK: Disks

  /// Does something to the disk of a folder; `body` says why it cannot.
  private static func withDisk(
    _ process: Process, _ words: [String], _ fault: String, _ registrations: Registrations,
    _ body: (Disk) -> String?
  ) -> Int32 {
    guard words.count == 2, words[1].hasPrefix("/") else {
      process.writeError(
        "sim \(fault): a host and a path are needed: sim \(fault) db-1 /var/lib/mysql\n")
      return 2
    }
    guard let host = host(words[0], process, fault, registrations) else { return 1 }
    let disks = host.spaces.compactMap { space in
      space.fileSystem.disk(at: words[1]).map {
        (disk: $0, isMounted: $0 !== space.fileSystem.root)
      }
    }
    guard !host.spaces.isEmpty else {
      process.writeError("sim \(fault): nothing runs on '\(words[0])' that has a disk\n")
      return 1
    }
    // Of containers in one pod, the one that has the folder on a volume is meant.
    guard let disk = (disks.first { $0.isMounted } ?? disks.first)?.disk else {
      process.writeError("sim \(fault): there is no '\(words[1])' on '\(words[0])'\n")
      return 1
    }
    if let problem = body(disk) {
      process.writeError("sim \(fault): the disk of \(words[1]) on \(words[0]) \(problem)\n")
      return 1
    }
    process.world.record(
      "sim", "host/\(host.name)",
      fault == "fill"
        ? "has no space left on the disk of \(words[1])"
        : "has space again on the disk of \(words[1])")
    return 0
  }

  /// The machine or guest with a name, if there is exactly one.
  private static func host(
    _ name: String, _ process: Process, _ fault: String, _ registrations: Registrations
  ) -> Host? {
    let hosts = process.world.network.hosts(named: name)
    if hosts.count > 1 {
      process.writeError("sim \(fault): there are \(hosts.count) hosts '\(name)'\n")
    } else if hosts.isEmpty {
      process.writeError("sim \(fault): \(noHost(name, fault, registrations))\n")
    }
    return hosts.count == 1 ? hosts[0] : nil
  }

  /// Says that a name is no host's, which hosts there are, and what to do when the name is that of
  /// something else.
  static func noHost(_ name: String, _ fault: String, _ registrations: Registrations) -> String {
    let hosts = registrations.world.network.machineNames
    let text =
      "there is no host '\(name)'; "
      + (hosts.count == 1 ? "the only one is \(hosts[0])" : "there are ")
      + (hosts.count == 1 ? "" : hosts.joined(separator: ", "))
    guard let known = explanation(of: "container/" + name, registrations),
      !known.hasPrefix("there is no ")
    else { return text }
    let way =
      switch fault {
      case "crash": "to end its process, sim crash container/\(name)"
      case "start": "to start it, docker start \(name)"
      case "partition": "to cut it off, docker network disconnect NETWORK \(name)"
      case "slow": "only machines can be slowed down"
      default: "give its host name, which docker exec \(name) hostname prints"
      }
    return text + "; '\(name)' is a container: " + way
  }
}
