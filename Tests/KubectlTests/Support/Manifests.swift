/// The manifests that the tests apply.
enum Manifests {
  static let web = """
    apiVersion: v1
    kind: Service
    metadata:
      name: web
      labels:
        app: web
    spec:
      clusterIP: None
      selector:
        app: web
      ports:
      - name: http
        port: 80
    ---
    apiVersion: apps/v1
    kind: StatefulSet
    metadata:
      name: web
    spec:
      serviceName: web
      replicas: 3
      selector:
        matchLabels:
          app: web
      template:
        metadata:
          labels:
            app: web
        spec:
          containers:
          - name: nginx
            image: nginx:1.25
            ports:
            - containerPort: 80
              name: http
            volumeMounts:
            - name: data
              mountPath: /usr/share/nginx/html
      volumeClaimTemplates:
      - metadata:
          name: data
        spec:
          accessModes: ["ReadWriteOnce"]
          resources:
            requests:
              storage: 1Gi
    """

  static let shop = """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: shop
    spec:
      replicas: 2
      selector:
        matchLabels:
          app: shop
      template:
        metadata:
          labels:
            app: shop
        spec:
          containers:
          - name: nginx
            image: nginx:1.25
            ports:
            - containerPort: 80
    """

  static let lonely = """
    apiVersion: v1
    kind: Pod
    metadata:
      name: lonely
      labels:
        tier: tools
    spec:
      containers:
      - name: nginx
        image: nginx:1.25
    """

  /// A StatefulSet that lacks or misspells what the replacement says.
  static func statefulSet(replacing text: String, with other: String) -> String {
    let set = web.split(separator: "---\n")[1]
    return String(set).replacing(text, with: other)
  }
}

extension String {
  /// The text with every occurrence of another replaced.
  fileprivate func replacing(_ old: String, with new: String) -> String {
    var result = ""
    var rest = self[...]
    while let range = rest.firstRange(of: old) {
      result += rest[..<range.lowerBound] + new
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}

extension TestConsole {
  /// A console in whose folder the manifests of the recordings are.
  static func withManifests() -> TestConsole {
    let console = TestConsole()
    console.write(Manifests.web, to: "web.yaml")
    console.write(Manifests.shop, to: "shop.yaml")
    console.write(Manifests.lonely, to: "lonely.yaml")
    return console
  }
}
