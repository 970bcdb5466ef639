import OrderedCollections
import Simulation

extension DockerCommand {
  static let start = DockerCommand(
    path: ["start"], aliases: [["container", "start"]],
    usage: "[OPTIONS] CONTAINER [CONTAINER...]", summary: "Start one or more stopped containers",
    flags: [
      .flag("attach", "a"), .flag("interactive", "i"), .unsupported("checkpoint"),
      .unsupported("checkpoint-dir"), .unsupported("detach-keys"),
    ], arguments: 1...Int.max
  ) { (call) throws(ClientError) in
    if call.line.isSet("attach") || call.line.isSet("interactive") {
      try startAttached(call)
      return
    }
    call.after(DockerEngine.startTime) { () throws(ClientError) in
      var failed: [String] = []
      for name in call.arguments {
        do throws(EngineError) {
          try call.process.world.acting { () throws(EngineError) in
            try call.engine.start(try call.engine.container(name))
          }
          call.show(name)
        } catch {
          call.printError(error.report)
          failed.append(name)
        }
      }
      if !failed.isEmpty {
        throw ClientError("failed to start containers: " + failed.joined(separator: ", "))
      }
      call.finish()
    }
  }

  private static func startAttached(_ call: DockerCall) throws(ClientError) {
    guard call.arguments.count == 1 else {
      throw ClientError("you cannot start and attach multiple containers at once")
    }
    let container = try call.container(call.arguments[0])
    call.after(DockerEngine.startTime) { () throws(ClientError) in
      let attachment = ContainerAttachment(call, container)
      attachment.begin(
        withInput: call.line.isSet("interactive") && container.settings.isInteractive)
      do throws(EngineError) {
        try call.engine.start(container)
      } catch {
        attachment.end()
        throw ClientError(error)
      }
      attachment.follow()
    }
  }

  static let stop = DockerCommand(
    path: ["stop"], aliases: [["container", "stop"]], usage: "[OPTIONS] CONTAINER [CONTAINER...]",
    summary: "Stop one or more running containers",
    flags: [.value("timeout", "t"), .value("time"), .value("signal", "s")],
    arguments: 1...Int.max
  ) { (call) throws(ClientError) in
    let grace = try call.graceOfStop()
    let signal = try call.signal("signal")
    call.forEachArgument { (name, completion) throws(EngineError) in
      call.engine.stop(
        try call.engine.container(name), signal: signal, grace: grace, completion: completion)
    }
  }

  static let restart = DockerCommand(
    path: ["restart"], aliases: [["container", "restart"]],
    usage: "[OPTIONS] CONTAINER [CONTAINER...]", summary: "Restart one or more containers",
    flags: [.value("timeout", "t"), .value("time"), .value("signal", "s")],
    arguments: 1...Int.max
  ) { (call) throws(ClientError) in
    let grace = try call.graceOfStop()
    let signal = try call.signal("signal")
    call.forEachArgument { (name, completion) throws(EngineError) in
      let container = try call.engine.container(name)
      call.engine.stop(container, signal: signal, grace: grace) {
        call.after(DockerEngine.startTime) { () throws(ClientError) in
          do throws(EngineError) {
            try call.engine.start(container)
          } catch {
            throw .daemon("Cannot restart container \(name): \(error.message)")
          }
          completion()
        }
      }
    }
  }

  static let kill = DockerCommand(
    path: ["kill"], aliases: [["container", "kill"]], usage: "[OPTIONS] CONTAINER [CONTAINER...]",
    summary: "Kill one or more running containers", flags: [.value("signal", "s")],
    arguments: 1...Int.max
  ) { (call) throws(ClientError) in
    let signal = try call.signal("signal") ?? .kill
    call.forEachArgument { (name, completion) throws(EngineError) in
      try call.engine.kill(try call.engine.container(name), signal)
      completion()
    }
  }

  static let remove = DockerCommand(
    path: ["rm"], aliases: [["container", "rm"], ["container", "remove"]],
    usage: "[OPTIONS] CONTAINER [CONTAINER...]", summary: "Remove one or more containers",
    flags: [
      .flag("force", "f"), .flag("volumes", "v"), .unsupported("link", "l", takesValue: false),
    ],
    arguments: 1...Int.max
  ) { (call) throws(ClientError) in
    let force = call.line.isSet("force")
    call.forEachArgument(ignoresMissing: force) { (name, completion) throws(EngineError) in
      try call.engine.remove(
        try call.engine.container(name), named: name, force: force,
        withVolumes: call.line.isSet("volumes"), completion: completion)
    }
  }

  static let rename = DockerCommand(
    path: ["rename"], aliases: [["container", "rename"]], usage: "CONTAINER NEW_NAME",
    summary: "Rename a container", arguments: 2...2
  ) { (call) throws(ClientError) in
    let container = try call.container(call.arguments[0])
    try call.ask { () throws(EngineError) in
      try call.engine.rename(container, to: call.arguments[1])
    }
    call.finish()
  }

  static let wait = DockerCommand(
    path: ["wait"], aliases: [["container", "wait"]], usage: "CONTAINER [CONTAINER...]",
    summary: "Block until one or more containers stop, then print their exit codes",
    arguments: 1...Int.max
  ) { (call) throws(ClientError) in
    var containers: [DockerContainer] = []
    for name in call.arguments { containers.append(try call.container(name)) }
    call.isStreaming = true
    waitForNext(containers[...], call)
  }

  private static func waitForNext(_ containers: ArraySlice<DockerContainer>, _ call: DockerCall) {
    guard let container = containers.first else {
      call.finish()
      return
    }
    guard container.isRunning else {
      call.show(String(container.exitStatus))
      waitForNext(containers.dropFirst(), call)
      return
    }
    container.endWaiters.append { status in
      guard call.process.isRunning else { return }
      call.show(String(status))
      waitForNext(containers.dropFirst(), call)
    }
  }

  static let port = DockerCommand(
    path: ["port"], aliases: [["container", "port"]], usage: "CONTAINER [PRIVATE_PORT[/PROTO]]",
    summary: "List port mappings or a specific mapping for the container", arguments: 1...2
  ) { (call) throws(ClientError) in
    let container = try call.container(call.arguments[0])
    let ports = container.ports.sorted {
      ($0.containerPort, $0.hostPort) < ($1.containerPort, $1.hostPort)
    }
    guard call.arguments.count == 2 else {
      for port in ports {
        for address in port.addresses {
          call.show(
            "\(port.containerPort)/tcp -> " + PublishedPort.place(address, port.hostPort))
        }
      }
      call.finish()
      return
    }
    let wanted = call.arguments[1]
    let number = String(wanted.prefix { $0 != "/" })
    let found = ports.filter {
      String($0.containerPort) == number && (number == wanted || wanted.hasSuffix("/tcp"))
    }
    if found.isEmpty {
      let full = number == wanted ? wanted + "/tcp" : wanted
      throw ClientError(
        "no public port '\(full)' published for \(call.arguments[0])")
    }
    for port in found {
      for address in port.addresses { call.show(PublishedPort.place(address, port.hostPort)) }
    }
    call.finish()
  }

  static let top = DockerCommand(
    path: ["top"], aliases: [["container", "top"]], usage: "CONTAINER [ps OPTIONS]",
    summary: "Display the running processes of a container", arguments: 1...1
  ) { (call) throws(ClientError) in
    let container = try call.container(call.arguments[0])
    guard container.isRunning else {
      throw .daemon("container \(container.id) is not running")
    }
    var table = DockerTable(wide: 20)
    table.add(["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"])
    for process in container.instance.processes {
      let parent = process.parent.map { container.processNumber + Int($0.number) - 1 }
      let began = container.startedAt?.calendar.clock.prefix(5) ?? ""
      table.add([
        "root", String(container.processNumber + Int(process.number) - 1),
        String(parent ?? container.processNumber - 21), "0", String(began), "?", "00:00:00",
        process.arguments.joined(separator: " "),
      ])
    }
    call.process.write(table.text)
    call.finish()
  }

  static let containerPrune = DockerCommand(
    path: ["container", "prune"], usage: "[OPTIONS]", summary: "Remove all stopped containers",
    flags: [.flag("force", "f"), .unsupported("filter")], arguments: 0...0
  ) { (call) throws(ClientError) in
    call.confirm("This will remove all stopped containers.", name: "container") {
      let stopped = call.engine.containers.values.filter {
        $0.state == .exited || $0.state == .created
      }
      var freed: Int64 = 0
      for container in stopped {
        freed += container.instance.fileSystem.root.used
        call.engine.forget(container, withVolumes: false)
      }
      if !stopped.isEmpty {
        call.show("Deleted Containers:")
        for container in stopped { call.show(container.id) }
        call.show("")
      }
      call.show("Total reclaimed space: " + DockerText.size(max(0, freed)))
      call.finish()
    }
  }
}

extension DockerCall {
  /// The seconds that `docker stop` waits.
  func graceOfStop() throws(ClientError) -> Int64? {
    if let seconds = try line.number("timeout", "t") { return seconds }
    return try line.number("time")
  }

  /// The signal that a flag names.
  func signal(_ flag: String) throws(ClientError) -> Signal? {
    guard let text = line.text(flag), !text.isEmpty else { return nil }
    guard let signal = Signal(named: text.uppercased()) else {
      throw .daemon("invalid signal: \(text)")
    }
    return signal
  }

  /// Asks before something is removed for good, unless `-f` says yes.
  func confirm(_ warning: String, name: String, _ action: @escaping () -> Void) {
    if line.isSet("force") {
      action()
      return
    }
    process.write("WARNING! \(warning)\nAre you sure you want to continue? [y/N] ")
    process.readLine { [self] answer in
      let word = answer.map { $0.filter { $0 != "\n" && $0 != " " }.lowercased() } ?? ""
      if word == "y" || word == "yes" {
        action()
      } else {
        if answer == nil { process.write("\n") }
        fail(ClientError("\(name) prune has been cancelled"))
      }
    }
  }
}
