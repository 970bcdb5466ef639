import SQL

extension Packet {
  static func error(_ error: SQLError) -> Packet {
    Packet(.error, [String(error.code), error.state, error.message])
  }

  /// The error that a packet tells.
  var sqlError: SQLError { SQLError(Int(number(0)), self[1], self[2]) }

  /// - Parameter tag: names the commit that this answer is about, for who keeps accounts of what
  ///   was acknowledged; empty for none. The real protocol has session tracking for that.
  static func ok(_ completion: Completion, warnings: Int = 0, tag: String = "") -> Packet {
    Packet(
      .ok,
      [
        String(completion.affected), String(completion.insertID), completion.info,
        String(warnings), tag,
      ])
  }

  var completion: Completion {
    Completion(affected: number(0), insertID: number(1), info: self[2])
  }

  static func rows(_ result: ResultSet, warnings: Int = 0, tag: String = "") -> Packet {
    var fields: [String?] = [String(result.columns.count), String(warnings), tag]
    for column in result.columns {
      fields.append(column.name)
      fields.append((column.isNumeric ? "n" : "t") + (column.isNotNull ? "!" : "?"))
    }
    for row in result.rows { fields += row }
    return Packet(.rows, fields)
  }

  var resultSet: ResultSet {
    let count = Int(number(0))
    var columns: [ResultSet.Column] = []
    for index in 0..<count {
      let flags = self[4 + 2 * index]
      columns.append(
        ResultSet.Column(
          self[3 + 2 * index], isNumeric: flags.hasPrefix("n"), isNotNull: flags.hasSuffix("!")))
    }
    var rows: [[String?]] = []
    var index = 3 + 2 * count
    while count > 0, index + count <= fields.count {
      rows.append(Array(fields[index..<(index + count)]))
      index += count
    }
    return ResultSet(columns, rows: rows)
  }
}
