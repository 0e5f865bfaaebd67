// A fixed set of threads and a bounded queue before them.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace casebook::web {

class WorkerPool {
  public:
    using Task = std::function<void()>;  // must not throw

    WorkerPool(std::size_t threads, std::size_t longest_queue);
    ~WorkerPool();  // what waits is dropped, what runs is waited for
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // False when the queue is full; the task is then untouched.
    bool try_submit(Task& task);

  private:
    void work();

    const std::size_t longest_queue_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Task> queue_;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace casebook::web
