import SQL
import Simulation

extension MySQLServer {
  private static let semiSyncPlugins: [(String, String, String)] = [
    ("rpl_semi_sync_source", "semisync_source", "source"),
    ("rpl_semi_sync_replica", "semisync_replica", "replica"),
    ("rpl_semi_sync_master", "semisync_master", "master"),
    ("rpl_semi_sync_slave", "semisync_slave", "slave"),
  ]

  func loadPlugin(_ name: String, library: String) -> SQLError? {
    let name = name.lowercased()
    if plugins.contains(where: { $0.name == name }) {
      return SQLError(1125, "HY000", "Function '\(name)' already exists")
    }
    let base = library.utf8.split(separator: 46).first.map { String(Substring($0)) } ?? library
    guard let known = MySQLServer.semiSyncPlugins.first(where: { $0.1 == base }),
      !(version.hasPrefix("5.7") && (known.2 == "source" || known.2 == "replica"))
    else {
      return SQLError(
        1126, "HY000",
        "Can't open shared library '/usr/lib64/mysql/plugin/\(library)' (errno: 2"
          + " /usr/lib64/mysql/plugin/\(library): cannot open shared object file: No such file or"
          + " directory)")
    }
    guard known.0 == name else {
      return SQLError(1127, "HY000", "Can't find symbol '\(name)' in library")
    }
    plugins.append((name, library))
    variables.load(pluginWord: known.2)
    return nil
  }

  func unloadPlugin(_ name: String) -> SQLError? {
    guard let index = plugins.firstIndex(where: { $0.name == name.lowercased() }) else {
      return SQLError(1305, "42000", "PLUGIN \(name) does not exist")
    }
    if let known = MySQLServer.semiSyncPlugins.first(where: { $0.0 == plugins[index].name }) {
      variables.unload(pluginWord: known.2)
    }
    plugins.remove(at: index)
    return nil
  }
}
