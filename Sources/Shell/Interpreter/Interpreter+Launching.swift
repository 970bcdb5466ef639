import OrderedCollections
import Simulation

extension Interpreter {
  /// What a command of this shell is started with.
  func launch(_ arguments: [String], _ assigned: [(name: String, value: String)]) -> Launch {
    var launch = Launch(
      arguments: arguments, environment: environment(assigned), workingDirectory: workingDirectory,
      parent: process, input: state.descriptors[0].input ?? TextSource(world: world),
      output: state.descriptors[1].output ?? NullSink(),
      errorOutput: state.descriptors[2].output ?? NullSink())
    launch.cause = cause
    return launch
  }

  /// Whether a command that is started now is the last thing that this shell does.
  var mayReplaceItself: Bool {
    guard replacesItself, !isInteractive, children.isEmpty, state.traps[.exit] == nil else {
      return false
    }
    return frames.dropLast().allSatisfy { $0.isSpent }
  }

  /// Lets the process run another program; nothing of the shell runs after that.
  func become(_ launch: Launch) throws(SpawnError) {
    try space.replace(process, by: launch)
    _ = block()
  }

  /// Prints why a command could not be started, and returns its status.
  func report(_ error: SpawnError, _ name: String) -> Int32 {
    let isPath = name.utf8.contains(47)
    switch error {
    case .notFound:
      if flavour == .sh {
        complain("\(name): not found")
      } else {
        complain("\(name): " + (isPath ? "No such file or directory" : "command not found"))
      }
      return 127
    case .permissionDenied:
      complain("\(name): Permission denied")
      return 126
    case .isADirectory:
      complain("\(name): " + (flavour == .sh ? "Permission denied" : "Is a directory"))
      return 126
    case .tooManyInterpreters:
      complain("\(name): bad interpreter: Too many levels of symbolic links")
      return 126
    case .argumentsTooLong:
      complain("\(path(of: name)): Argument list too long")
      return 126
    }
  }

  /// Where a command is found; its name when it is not.
  private func path(of name: String) -> String {
    do throws(SpawnError) {
      return try space.findExecutable(
        name, environment: environment(), workingDirectory: workingDirectory)
    } catch {
      return name
    }
  }

  /// Starts a copy of this shell that runs what `body` pushes. Nil when shells nest too deep.
  func fork(
    descriptors: [Descriptor], isTested: Bool, substitutes: Bool = false,
    _ body: @escaping (Interpreter) -> Void
  ) -> Process? {
    guard level < world.limits.nesting else {
      world.exceed(.nesting)
      return nil
    }
    var state = state
    state.descriptors = descriptors
    state.traps = state.traps.filter { $0.value.isEmpty }
    if substitutes, flavour == .bash { state.options.exitsOnError = false }
    let child = Interpreter(state: state, flavour: flavour, level: level + 1, body: body)
    child.complaints = complaints
    child.line = line
    child.functionDepth = functionDepth
    child.substitutionDepth = substitutionDepth + (substitutes ? 1 : 0)
    child.isTestedOutside = isTested
    child.isSubstitution = substitutes
    child.replacesItself = true
    var launch = Launch(
      arguments: process.arguments, environment: process.environment,
      workingDirectory: workingDirectory, parent: process,
      input: descriptors[0].input ?? TextSource(world: world),
      output: descriptors[1].output ?? NullSink(),
      errorOutput: descriptors[2].output ?? NullSink())
    launch.cause = cause
    return space.start(child, launch)
  }

  /// Runs the commands of a `$(…)` and gives their output to the expander that waits for it.
  func substitute(_ script: Script, for expander: Expander) {
    let sink = TextSink(world: world)
    var descriptors = state.descriptors
    descriptors[1] = Descriptor(output: sink)
    guard
      let child = fork(
        descriptors: descriptors, isTested: false, substitutes: true,
        { $0.push(ListFrame(script, isTested: false)) })
    else { return }
    let ticket = block(on: [child])
    child.whenExited { [self] child in
      guard isWaiting(ticket) else { return }
      var bytes = sink.take()
      while bytes.utf8.last == 10 { bytes.unicodeScalars.removeLast() }
      expander.substitution = bytes
      state.status = child.exitStatus ?? 0
      substitutionStatus = state.status
      resume(ticket)
    }
  }

  /// Starts commands and does not wait for them.
  func startBackground(_ item: ListItem) {
    var descriptors = state.descriptors
    descriptors[0] = Descriptor(input: TextSource(world: world))
    guard
      let child = fork(
        descriptors: descriptors, isTested: false,
        { shell in
          if item.rest.isEmpty {
            shell.push(item.first, isTested: false)
          } else {
            shell.push(ChainFrame(item, isTested: false))
          }
        })
    else { return }
    children.append(child)
    state.lastBackground = child.number
    state.status = 0
  }

  /// Calls a function.
  func call(
    _ function: Function, _ name: String, _ arguments: [String],
    _ assigned: [(name: String, value: String)], isTested: Bool
  ) {
    guard functionDepth < world.limits.nesting else {
      complain("\(name): maximum function nesting level exceeded (\(world.limits.nesting))")
      abandon()
      return
    }
    var hidden: [(String, ShellVariable?)] = []
    for (name, value) in assigned {
      hidden.append((name, state.variables[name]))
      if !assign(name, value, isExported: true) { break }
    }
    functionDepth += 1
    state.functionNames.append(name)
    push(
      FunctionFrame(
        function, parameters: state.parameters, hidden: hidden, isTested: isTested))
    state.parameters = arguments
  }
}
