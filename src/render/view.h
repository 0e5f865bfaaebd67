// View: the values of one template, made from a page's view struct.
//
// A view struct has a function `void fill(View&) const` that names every variable of its template. Because a list
// also tells what its elements look like when it is empty, the names of a default-made struct are all names that the
// template may use; Templates::check compares the two when the program starts.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "render/html.h"

namespace casebook::render {

class View {
  public:
    View();
    ~View();
    View(View&&) noexcept;
    View& operator=(View&&) noexcept;

    template <class Struct>
    static View of(const Struct& page) {
        View view;
        page.fill(view);
        return view;
    }

    void text(std::string_view name, std::string_view value);
    void number(std::string_view name, long long value);
    void html(std::string_view name, const Html& value);  // reached as {{{html:name}}}
    void flag(std::string_view name, bool value);

    // The text, and the flag has_<name> that says whether there is one.
    void optional_text(std::string_view name, std::string_view value);
    void optional_html(std::string_view name, const Html& value);

    template <class Struct>
    void list(std::string_view name, const std::vector<Struct>& elements) {
        std::vector<View> views;
        for (const Struct& element : elements) views.push_back(of(element));
        add_list(name, std::move(views), of(Struct{}));
    }

    // Names of its own and of its lists' elements.
    std::set<std::string> names() const;

  private:
    friend class Templates;
    struct Values;
    void add_list(std::string_view name, std::vector<View> elements, const View& shape);
    std::unique_ptr<Values> values_;
};

}  // namespace casebook::render
