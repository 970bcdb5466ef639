import Simulation

extension Process {
  /// The process and those that it started, directly or not, and that still run.
  var family: [Process] {
    space.processes.filter { candidate in
      var ancestor: Process? = candidate
      while let current = ancestor {
        if current === self { return true }
        ancestor = current.parent
      }
      return false
    }
  }
}
