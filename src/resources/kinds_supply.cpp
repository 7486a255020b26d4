// The declarations of supply and money: items, suppliers, stock, budgets (see kinds.h).
#include "resources/kinds.h"

namespace drivetrain::resources {

using notation::named;

std::vector<notation::EnumName> enum_names(StockMethod) {
  return {named(StockMethod::reorder_point, "reorder-point", "order_quantity when stock falls to reorder_point"),
          named(StockMethod::min_max, "min-max", "up to maximum when stock falls to minimum"),
          named(StockMethod::kanban, "kanban", "a full bin for an empty one"),
          named(StockMethod::periodic, "periodic", "up to maximum at every review"),
          named(StockMethod::to_order, "to-order", "for one job each time")};
}

void declare(notation::Declaration<Item>& d) {
  d.kind("Item", "A part or material.");
  d.field("unit", &Item::unit, "In which it is counted.");
  d.field("suppliers", &Item::suppliers, "Who delivers it, the preferred one first.").one_or_many();
  d.field("lead_time", &Item::lead_time, "From order to arrival.");
  d.field("cost", &Item::cost, "Of one unit, in the company's currency.").at_least(0);
  d.field("criticality", &Item::criticality, "How much it matters when there is none.").fallback("medium");
  d.field("substitutes", &Item::substitutes, "Items that can take its place.").one_or_many();
}

void declare(notation::Declaration<Supplier>& d) {
  d.kind("Supplier", "Who delivers, what, how fast, and who else could.");
  d.field("items", &Supplier::items, "What it delivers.").one_or_many();
  d.field("lead_time", &Supplier::lead_time, "From order to arrival, when the item does not say.");
  d.field("promise", &Supplier::promise, "What may be relied on.");
  d.field("kpis", &Supplier::kpis, "Figures that show how it does.").one_or_many();
  d.field("alternatives", &Supplier::alternatives, "Who else can deliver the same.").one_or_many();
  d.field("approved_until", &Supplier::approved_until, "Last day of its approval.");
}

void declare(notation::Declaration<StockPolicy>& d) {
  d.kind("StockPolicy", "When and how much of an item is ordered.");
  d.field("items", &StockPolicy::items, "The items.").required().one_or_many();
  d.field("location", &StockPolicy::location, "Where they lie.");
  d.field("method", &StockPolicy::method, "By what it is ordered.").fallback("reorder-point");
  d.field("reorder_point", &StockPolicy::reorder_point, "Order at this stock.").at_least(0);
  d.field("order_quantity", &StockPolicy::order_quantity, "So much.").at_least(0);
  d.field("minimum", &StockPolicy::minimum, "Stock must not stay below.").at_least(0);
  d.field("maximum", &StockPolicy::maximum, "Stock must not go above.").at_least(0);
  d.field("safety_stock", &StockPolicy::safety_stock, "Held for what cannot be foreseen.").at_least(0);
  d.field("service_level", &StockPolicy::service_level, "Percent of demands that stock must meet.").range(0, 100);
  d.field("review", &StockPolicy::review, "How often stock is looked at.").example("P7D");
}

void declare(notation::Declaration<Allocation>& d) {
  d.about("A part of the envelope, and what it is for.");
  d.field("initiative", &Allocation::initiative, "An initiative.");
  d.field("unit", &Allocation::unit, "A unit.");
  d.field("work_centre", &Allocation::work_centre, "A work centre.");
  d.field("amount", &Allocation::amount, "In the company's currency.").required().at_least(0);
  d.exactly_one_of({"initiative", "unit", "work_centre"});
}

void declare(notation::Declaration<Budget>& d) {
  d.kind("Budget", "Money set aside for a purpose and a period, and to what it is allocated.");
  d.field("amount", &Budget::amount, "The envelope, in the company's currency.").required().at_least(0);
  d.field("from", &Budget::from, "First day.");
  d.field("to", &Budget::to, "Last day.");
  d.field("objectives", &Budget::objectives, "Objectives that it serves.").one_or_many();
  d.field("allocations", &Budget::allocations, "What it is for; an initiative that says funded_by counts too.");
}

}  // namespace drivetrain::resources
