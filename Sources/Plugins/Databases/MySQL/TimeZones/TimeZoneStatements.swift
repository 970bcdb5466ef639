import Simulation

/// The statements that load time zones into a server, as `mysql_tzinfo_to_sql` writes them.
struct TimeZoneStatements {
  private(set) var text = ""
  /// What was no time zone.
  private(set) var warnings: [String] = []

  /// Those of all files of a folder.
  init(folder: String, files: FileSystem) throws(FileError) {
    for table in ["time_zone", "time_zone_name", "time_zone_transition"] {
      text += "TRUNCATE TABLE \(table);\n"
    }
    text += "TRUNCATE TABLE time_zone_transition_type;\nSTART TRANSACTION;\n"
    try add(folder, prefix: "", files)
    text += "COMMIT;\n"
  }

  /// Those of one file under a name; nil when it is no time zone.
  init?(file: String, name: String, files: FileSystem) throws(FileError) {
    guard let zone = TimeZoneFile(try files.read(file)) else { return nil }
    text = "START TRANSACTION;\n"
    add(zone, name)
    text += "COMMIT;\n"
  }

  private mutating func add(
    _ folder: String, prefix: String, _ files: FileSystem
  ) throws(FileError) {
    for name in try files.list(folder).sorted() {
      let path = folder + "/" + name
      if files.isDirectory(path) {
        try add(path, prefix: prefix + name + "/", files)
      } else if let zone = TimeZoneFile(try files.read(path)) {
        add(zone, prefix + name)
      } else {
        warnings.append("Warning: Unable to load '\(path)' as time zone. Skipping it.")
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
