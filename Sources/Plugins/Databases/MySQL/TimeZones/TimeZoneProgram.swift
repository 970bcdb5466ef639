import Simulation

/// `mysql_tzinfo_to_sql`: writes the statements that load the time zones of a machine.
final class TimeZoneProgram: Program {
  func start(_ process: Process) {
    let words = Array(process.arguments.dropFirst())
    guard words.count == 1 || words.count == 2, words.first?.hasPrefix("-") == false else {
      if words.first == "--leap" {
        process.writeError("mysql_tzinfo_to_sql: --leap is not supported here\n")
      } else {
        process.writeError(
          """
          Usage:
           mysql_tzinfo_to_sql timezonedir
           mysql_tzinfo_to_sql timezonefile timezonename
           mysql_tzinfo_to_sql --leap timezonefile

          """)
      }
      return process.exit(1)
    }
    do throws(FileError) {
      if words.count == 1 {
        write(try TimeZoneStatements(folder: words[0], of: process), process)
      } else if let statements = try TimeZoneStatements(
        file: words[0], name: words[1], of: process)
      {
        write(statements, process)
      } else {
        process.writeError("Problems with zoneinfo file '\(words[1])'\n")
        process.exit(1)
      }
    } catch {
      process.writeError(
        words.count == 1
          ? "There were fatal errors during processing of zoneinfo directory\n"
          : "Problems with zoneinfo file '\(words[1])'\n")
      process.exit(1)
    }
  }

  private func write(_ statements: TimeZoneStatements, _ process: Process) {
    for warning in statements.warnings { process.writeError(warning + "\n") }
    process.write(statements.text)
    process.exit(0)
  }
}
