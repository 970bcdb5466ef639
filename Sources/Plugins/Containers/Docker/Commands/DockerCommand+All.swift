extension DockerCommand {
  /// Every command, in the order of the help text.
  static let all: [DockerCommand] =
    [run, exec, list, pull, images, version, info]
    + [
      copy, create, inspect, kill, logs, port, rename, removeImages, remove, restart, start, stop,
      tag, top, wait,
    ] + [containerPrune, imageInspect, imagePrune, containerInspect]
    + [volumeCreate, volumeInspect, volumeList, volumePrune, volumeRemove]
    + [
      networkConnect, networkCreate, networkDisconnect, networkInspect, networkList, networkPrune,
      networkRemove,
    ]

  /// The words under which commands are grouped.
  static let groups = ["container", "image", "network", "volume", "system"]

  /// Commands of the real client that are refused by name.
  private static let unsupported = [
    "attach", "build", "builder", "buildx", "checkpoint", "commit", "compose", "config", "context",
    "diff", "events", "export", "history", "import", "load", "login", "logout", "manifest", "node",
    "pause", "plugin", "push", "save", "search", "secret", "service", "stack", "stats", "swarm",
    "trust", "unpause", "update",
  ]

  /// The command that the first words name, and the words behind it.
  static func find(_ words: ArraySlice<String>) -> (DockerCommand, ArraySlice<String>)? {
    var best: (command: DockerCommand, count: Int)?
    for command in all {
      for path in [command.path] + command.aliases
      where words.starts(with: path) && path.count > (best?.count ?? 0) {
        best = (command, path.count)
      }
    }
    return best.map { ($0.command, words.dropFirst($0.count)) }
  }

  /// What is wrong with words that name no command.
  static func complaint(about words: [String]) -> ClientError {
    let first = words[0]
    guard groups.contains(first) else {
      if unsupported.contains(first) {
        return ClientError("docker: 'docker \(first)' is not supported here")
      }
      return ClientError(
        "docker: unknown command: docker \(first)\n\nRun 'docker --help' for more information")
    }
    guard words.count > 1, !words[1].hasPrefix("-") else {
      return ClientError(groupHelp(first), status: words.count > 1 ? 0 : 1)
    }
    let known = [
      "df", "events", "dial-stdio", "build", "history", "import", "load", "push", "save",
    ]
    if known.contains(words[1]) || unsupported.contains(words[1]) {
      return ClientError("docker: 'docker \(first) \(words[1])' is not supported here")
    }
    return ClientError(
      "docker: unknown command: docker \(first) \(words[1])\n\nUsage:  docker \(first) COMMAND\n\n"
        + "Run 'docker \(first) --help' for more information")
  }

  private static func groupHelp(_ group: String) -> String {
    var text = "Usage:  docker \(group) COMMAND\n\nCommands:"
    for command in all {
      for path in [command.path] + command.aliases where path.count == 2 && path[0] == group {
        let name = path[1]
        text += "\n  " + name + String(repeating: " ", count: max(1, 12 - name.utf8.count))
        text += command.summary
        break
      }
    }
    return text + "\n\nRun 'docker \(group) COMMAND --help' for more information on a command."
  }
}

/// What `docker --help` prints.
enum DockerHelp {
  static var text: String {
    var text =
      "Usage:  docker [OPTIONS] COMMAND\n\nA self-sufficient runtime for containers\n\nCommands:\n"
    for command in DockerCommand.all where command.path.count == 1 {
      let name = command.path[0]
      text += "  " + name + String(repeating: " ", count: max(1, 12 - name.utf8.count))
      text += command.summary + "\n"
    }
    text += "\nManagement Commands:\n"
    for group in DockerCommand.groups where group != "system" {
      text += "  " + group + String(repeating: " ", count: max(1, 12 - group.utf8.count))
      text += "Manage \(group)s\n"
    }
    return text + "\nRun 'docker COMMAND --help' for more information on a command.\n"
  }
}
