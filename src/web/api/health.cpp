// GET /healthz: the process answers. GET /readyz: it can answer what people ask. GET /metrics: what it counted, for Prometheus.
#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "web/handlers.h"
#include "web/metrics.h"

namespace casebook::web {
namespace {

std::string gauge(std::string_view name, std::string_view help, double value) {
    return fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", name, help, value);
}

double resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    double pages = 0;
    statm >> pages >> pages;
    return pages * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

Response show_health(const Visit&, const PathArguments&) {
    return json(200, "{\"status\":\"ok\"}\n");
}

Response show_readiness(const Visit& visit, const PathArguments&) {
    const app::Workspace& workspace = visit.workspace();
    const bool index = static_cast<bool>(workspace.index().count(std::nullopt));
    const bool database = static_cast<bool>(workspace.database().schema_version());
    return json(index && database ? 200 : 503,
                fmt::format("{{\"ready\":{},\"index\":{},\"database\":{},\"degraded\":{}}}\n",
                            index && database, index, database, workspace.health().is_degraded()));
}

Response show_metrics(const Visit& visit, const PathArguments&) {
    const app::Workspace& workspace = visit.workspace();
    Response response = json(200, visit.site().metrics().text());
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    for (const Kind kind : {Kind::case_, Kind::daily, Kind::post})
        if (const auto count = workspace.index().count(kind))
            response.body +=
                fmt::format("casebook_entries{{kind=\"{}\"}} {}\n", to_text(kind), *count);
    response.body += gauge("casebook_left_out_files", "Files that could not be read.",
                           static_cast<double>(workspace.problem_list().size()));
    response.body += gauge("casebook_index_degraded", "1 while answers may be incomplete.",
                           workspace.health().is_degraded() ? 1 : 0);
    response.body +=
        gauge("process_resident_memory_bytes", "Memory of this process.", resident_bytes());
    return response;
}

}  // namespace casebook::web
