import SQL
import Simulation

/// What the data folder shows of databases and tables between checkpoints.
extension ServerStorage {
  /// Makes the folders and files of what definitions have made, for whoever looks into the data
  /// folder. What is in them counts from the next checkpoint on; until then the redo log does. A
  /// full disk leaves them to the checkpoint, too.
  func showDefinitions() {
    do throws(FileError) {
      for name in engine.databases.keys.sorted() {
        try makeDatabaseFolder(name)
        for table in engine.databases[name]?.sorted ?? [] {
          let path = files.table(name, table.name)
          if process.fileSystem.exists(path) { continue }
          try process.writeBuffered(text(of: table), to: path)
          try writeFormat(of: table)
        }
      }
    } catch {}
  }

  /// Makes the folder of a database; that of 5.7 has a file with its character set.
  func makeDatabaseFolder(_ name: String) throws(FileError) {
    let folder = files.folder + "/" + ServerFiles.encoded(name)
    try makeFolder(folder)
    let path = folder + "/db.opt"
    guard files.version == .v57, name != "mysql", !process.fileSystem.exists(path) else { return }
    try process.writeBuffered(
      "default-character-set=latin1\ndefault-collation=latin1_swedish_ci\n", to: path)
  }

  /// 5.7 keeps the columns of a table in a file of their own, besides what InnoDB knows.
  func writeFormat(of table: Table) throws(FileError) {
    let definition = table.definition
    guard files.version == .v57, definition.database != "mysql" else { return }
    let path = files.table(definition.database, definition.name).dropLast(4) + ".frm"
    try process.writeBuffered(definition.text(.v57, nextNumber: 1) + "\n", to: String(path))
  }

  private static func isOwn(_ file: String) -> Bool {
    file.hasSuffix(".ibd") || file.hasSuffix(".frm") || file == "db.opt"
  }

  /// The files of tables and databases that are no more. A folder of somebody else's stays.
  private func forgottenFiles() -> [String] {
    let system = ["mysql", "performance_schema", "sys", "#innodb_redo", "#innodb_temp"]
    var result: [String] = []
    do throws(FileError) {
      for name in try process.fileSystem.list(files.folder) where !system.contains(name) {
        let folder = files.folder + "/" + name
        guard process.fileSystem.isDirectory(folder) else { continue }
        let names = try process.fileSystem.list(folder)
        let database = engine.databases.values.first { ServerFiles.encoded($0.name) == name }
        guard let database else {
          if names.allSatisfy({ ServerStorage.isOwn($0) }) { result.append(folder) }
          continue
        }
        let tables = Set(database.tables.keys.map { ServerFiles.encoded($0) })
        for file in names where ServerStorage.isOwn(file) && file != "db.opt" {
          if !tables.contains(String(file.dropLast(4))) { result.append(folder + "/" + file) }
        }
      }
    } catch {}
    return result
  }

  /// Whether files are left of what definitions have dropped: a checkpoint removes them.
  var hasForgottenFiles: Bool { !forgottenFiles().isEmpty }

  /// Removes the files of tables and databases that are no more.
  func removeForgottenFiles() {
    for path in forgottenFiles() {
      do throws(FileError) { try process.fileSystem.remove(path, recursively: true) } catch {}
    }
  }
}
