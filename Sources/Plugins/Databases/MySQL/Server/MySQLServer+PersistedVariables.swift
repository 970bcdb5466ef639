import SQL
import Simulation

extension MySQLServer {
  /// Writes a variable down so that the server starts with it, as SET PERSIST does.
  func persist(_ name: String, _ value: SQLValue) {
    persisted.removeAll { $0.name == name }
    persisted.append((name, value.text ?? ""))
    var text = ""
    for (name, value) in persisted { text += "\(name)\t\(RowText.escaped(value))\n" }
    let path = datadir + "/mysqld-auto.cnf"
    do throws(FileError) { try process.writeBuffered(text, to: path) } catch {}
    process.flush(path)
  }

  func readPersisted() {
    do throws(FileError) {
      let text = try process.fileSystem.read(datadir + "/mysqld-auto.cnf")
      for line in text.utf8.split(separator: 10) {
        let fields = RowText.fields(Substring(line)).map { RowText.unescaped($0) }
        guard fields.count == 2, let definition = variables.find(fields[0]) else { continue }
        persisted.append((fields[0], fields[1]))
        if let value = SystemVariables.parsed(fields[1], definition) {
          variables[fields[0]] = value
        }
      }
    } catch {}
  }
}
