#include "search/sound.h"

#include <string>
#include <unordered_map>
#include <vector>

#include "base/pinyin.h"

namespace casebook::search {
namespace {

constexpr char32_t kFirst = 0x4E00;
constexpr char32_t kLast = 0x9FFF;
constexpr std::size_t kMostSounds = 3;  // of one character

std::string merged(std::string_view syllable) {
    std::string sound(syllable);
    if (sound.size() > 1 && sound[1] == 'h') sound.erase(1, 1);
    if (sound.size() > 2 && sound.ends_with("ng") && !sound.ends_with("ong")) sound.pop_back();
    for (char& c : sound)
        if (c == 'v') c = 'u';
    return sound;
}

struct CharacterSounds {
    Sound sounds[kMostSounds] = {};
    std::uint8_t count = 0;
};

class SoundTable {
  public:
    SoundTable() {
        initials_.push_back(0);
        for (char32_t c = kFirst; c <= kLast; ++c) {
            CharacterSounds& own = characters_[c - kFirst];
            for (const std::string& syllable : pinyin_of(c))
                if (own.count < kMostSounds) own.sounds[own.count++] = number_of(merged(syllable));
        }
    }

    std::span<const Sound> of(char32_t c) const {
        if (c < kFirst || c > kLast) return {};
        const CharacterSounds& own = characters_[c - kFirst];
        return {own.sounds, own.count};
    }

    Sound of_syllable(std::string_view syllable) const {
        const auto number = numbers_.find(merged(syllable));
        return number == numbers_.end() ? 0 : number->second;
    }

    char initial(Sound sound) const { return initials_[sound]; }

  private:
    Sound number_of(const std::string& sound) {
        const auto [number, is_new] = numbers_.try_emplace(sound, initials_.size());
        if (is_new) initials_.push_back(sound.front());
        return number->second;
    }

    std::unordered_map<std::string, Sound> numbers_;
    std::vector<char> initials_;
    std::vector<CharacterSounds> characters_ = std::vector<CharacterSounds>(kLast - kFirst + 1);
};

const SoundTable& table() {
    static const SoundTable instance;
    return instance;
}

}  // namespace

std::span<const Sound> sounds_of(char32_t character) {
    return table().of(character);
}

Sound sound_of_syllable(std::string_view syllable) {
    return table().of_syllable(syllable);
}

char initial_of(Sound sound) {
    return table().initial(sound);
}

}  // namespace casebook::search
