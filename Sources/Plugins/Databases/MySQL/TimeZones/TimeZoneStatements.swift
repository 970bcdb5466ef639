import Simulation

/// The statements that load time zones into a server, as `mysql_tzinfo_to_sql` writes them.
struct TimeZoneStatements {
  private(set) var text = ""
  /// What was no time zone.
  private(set) var warnings: [String] = []

  /// Those of all files of a folder that the process sees. Links are followed, as far as the system
  /// follows them; names that begin with a point are passed over.
  init(folder: String, of process: Process) throws(FileError) {
    for table in ["time_zone", "time_zone_name", "time_zone_transition"] {
      text += "TRUNCATE TABLE \(table);\n"
    }
    text += "TRUNCATE TABLE time_zone_transition_type;\nSTART TRANSACTION;\n"
    try add(folder, prefix: "", process)
    text += "COMMIT;\n"
  }

  /// Those of one file under a name; nil when it is no time zone.
  init?(file: String, name: String, of process: Process) throws(FileError) {
    let contents = try process.fileSystem.read(file, from: process.workingDirectory)
    guard let zone = TimeZoneFile(contents) else { return nil }
    text = "START TRANSACTION;\n"
    add(zone, name)
    text += "COMMIT;\n"
  }

  private mutating func add(
    _ folder: String, prefix: String, _ process: Process
  ) throws(FileError) {
    let files = process.fileSystem
    let here = process.workingDirectory
    // Links into the folder itself are followed again and again: only the work ends that.
    for name in try files.list(folder, from: here)
    where !name.hasPrefix(".") && process.world.exceeded == nil {
      let path = folder + "/" + name
      process.world.spend(World.fileCost + path.utf8.count)
      let node: FileNode
      // What a link does not lead to is passed over without a word.
      do throws(FileError) { node = try files.node(path, from: here) } catch { continue }
      switch node {
      case .directory: try add(path, prefix: prefix + name + "/", process)
      case .file(let file):
        if let zone = TimeZoneFile(file.contents) {
          add(zone, prefix + name)
          process.world.spend(Int(clamping: file.size))
        } else {
          warnings.append("Warning: Unable to load '\(path)' as time zone. Skipping it.")
        }
      case .link: break
      }
    }
  }

  private mutating func add(_ zone: TimeZoneFile, _ name: String) {
    text += "INSERT INTO time_zone (Use_leap_seconds) VALUES ('"
    text += zone.hasLeapSeconds ? "Y" : "N"
    text += "');\nSET @time_zone_id= LAST_INSERT_ID();\n"
    text += "INSERT INTO time_zone_name (Name, Time_zone_id) VALUES ('\(name)', @time_zone_id);\n"
    if !zone.transitions.isEmpty {
      text +=
        "INSERT INTO time_zone_transition (Time_zone_id, Transition_time, Transition_type_id)"
        + " VALUES\n"
      for (index, transition) in zone.transitions.enumerated() {
        text += index == 0 ? " " : ","
        text += "(@time_zone_id, \(transition.time), \(transition.kind))\n"
      }
      text += ";\n"
    }
    text +=
      "INSERT INTO time_zone_transition_type (Time_zone_id, Transition_type_id, `Offset`, Is_DST,"
      + " Abbreviation) VALUES\n"
    for (index, kind) in zone.kinds.enumerated() {
      text += index == 0 ? " " : ","
      text +=
        "(@time_zone_id, \(index), \(kind.offset), \(kind.isSummer ? 1 : 0),"
        + " '\(kind.abbreviation)')\n"
    }
    text += ";\n"
  }
}
