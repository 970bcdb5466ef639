import OrderedCollections
import Sessions
import Shell
import Simulation

/// The images `mysql` and `gcr.io/google-samples/xtrabackup`.
final class DatabaseImages {
  private var trees: [String: FileTree] = [:]

  func register(in registrations: Registrations) {
    registrations.image("mysql", summary: "the database MySQL, 5.7 and 8.0") { [self] tag in
      guard let (version, package) = DatabaseImages.version(tag) else { return nil }
      return Image(
        reference: "", files: tree(), entrypoint: ["docker-entrypoint.sh"], command: ["mysqld"],
        environment: [
          "GOSU_VERSION": "1.16", "MYSQL_MAJOR": String(version.prefix(3)),
          "MYSQL_VERSION": version + package,
        ], exposedPorts: [3306, 33_060], volumes: ["/var/lib/mysql"],
        size: version.hasPrefix("5.7") ? 137_909_886 : 170_551_010)
    }
    registrations.image(
      "gcr.io/google-samples/xtrabackup", summary: "copies a running MySQL: xtrabackup, ncat"
    ) { [self] tag in
      guard tag == "1.0" else { return nil }
      return Image(
        reference: "", files: backupTree(), command: ["bash"],
        environment: ["MYSQL_VERSION": "5.7.13"], size: 85_023_104)
    }
  }

  /// The version that a tag stands for, of 5.7 and 8.0 the newest that is offered, and how its package
  /// goes on.
  static func version(_ tag: String) -> (number: String, package: String)? {
    let base = PackageVersion.beforeDash(tag)
    guard let number = number(base) else { return nil }
    let isOld = number.hasPrefix("5.7")
    switch tag.dropFirst(base.utf8.count) {
    case "", "-oracle": return (number, isOld ? "-1.el7" : "-1.el8")
    case "-debian": return (number, isOld ? "-1debian10" : "-1debian12")
    case "-oraclelinux9" where !isOld: return (number, "-1.el9")
    case "-bookworm" where !isOld: return (number, "-1debian12")
    case "-bullseye" where !isOld: return (number, "-1debian11")
    default: return nil
    }
  }

  private static func number(_ base: String) -> String? {
    switch base {
    case "5.7", "5": return "5.7.44"
    case "8.0": return "8.0.36"
    default:
      let parts = base.split(separator: ".")
      guard parts.count == 3, let patch = Int(parts[2]), String(patch) == parts[2] else {
        return nil
      }
      if base.hasPrefix("5.7."), (9...44).contains(patch) { return base }
      if base.hasPrefix("8.0."), (26...36).contains(patch) { return base }
      return nil
    }
  }

  private func tree() -> FileTree {
    if let known = trees["mysql"] { return known }
    var tree = StandardSystem.debian
    tree.makeFolders(
      "docker-entrypoint-initdb.d", "etc/mysql/conf.d", "etc/mysql/mysql.conf.d",
      "var/lib/mysql-files", "var/run/mysqld", "etc/my.cnf.d")
    tree.addProgram("usr/local/bin/docker-entrypoint.sh", "mysql-entrypoint")
    tree.addLink("entrypoint.sh", to: "usr/local/bin/docker-entrypoint.sh")
    tree.addProgram("usr/sbin/mysqld", "mysqld")
    for name in ["mysql", "mysqladmin", "mysqldump", "mysqlbinlog", "mysql_tzinfo_to_sql"] {
      tree.addProgram("usr/bin/\(name)", name)
    }
    tree.add(
      "etc/my.cnf",
      """
      [mysqld]
      skip-host-cache
      skip-name-resolve
      datadir=/var/lib/mysql
      socket=/var/run/mysqld/mysqld.sock
      secure-file-priv=/var/lib/mysql-files
      user=mysql

      pid-file=/var/run/mysqld/mysqld.pid
      [client]
      socket=/var/run/mysqld/mysqld.sock

      !includedir /etc/mysql/conf.d/

      """)
    addTimeZones(to: &tree)
    trees["mysql"] = tree
    return tree
  }

  /// The machine's time zones: universal time under its names, and the lists beside them.
  private func addTimeZones(to tree: inout FileTree) {
    let folder = "usr/share/zoneinfo/"
    tree.makeFolders(folder + "Etc")
    for name in ["Etc/GMT", "Etc/UTC", "GMT", "UTC"] {
      tree.add(folder + name, TimeZoneFile.universal(String(name.suffix(3))))
    }
    for name in ["iso3166.tab", "leapseconds", "tzdata.zi", "zone.tab", "zone1970.tab"] {
      tree.add(folder + name, "# \(name)\n")
    }
  }

  private func backupTree() -> FileTree {
    if let known = trees["xtrabackup"] { return known }
    var tree = StandardSystem.debian
    tree.makeFolders("var/lib/mysql", "etc/mysql/conf.d", "var/run/mysqld")
    for name in ["mysql", "mysqladmin", "xtrabackup", "xbstream", "ncat"] {
      tree.addProgram("usr/bin/\(name)", name)
    }
    trees["xtrabackup"] = tree
    return tree
  }
}
